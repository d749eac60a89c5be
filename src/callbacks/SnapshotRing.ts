import type {LayersModel} from '@tensorflow/tfjs';
import {snapshot, type Snapshot} from '../state/snapshot.js';
import {afterFit} from './afterFit.js';
import {holdFor, type Holding} from './holdings.js';

/** What is noted with a snapshot. */
export interface Moment {
  /** The update that was about to be made, counted from 0; a fit that is resumed counts on. */
  readonly step: number;
}

interface Taken<Note extends Moment> {
  readonly note: Note;
  readonly held: Snapshot;
}

/** What is known of the good ones, as JSON. */
interface Notes<Note extends Moment> {
  readonly good: readonly Note[];
  readonly isTried: boolean;
}

/**
 * The last few snapshots of a model in a running fit that have proved good, freed when the fit has ended, by an error too.
 *
 * A loss says whether the weights were good that it was computed with, those before the update. So a snapshot waits for
 * the loss of the very step that it was taken before.
 */
export class SnapshotRing<Note extends Moment> {
  readonly #model: LayersModel;
  readonly #size: number;
  readonly #waiting: Taken<Note>[] = [];
  readonly #good: Taken<Note>[] = [];
  /** Whether the newest good one has been put back, and none has proved good since. */
  #isTried = false;

  /** @param callback - For which they are held. */
  constructor(callback: {readonly model: LayersModel}, size: number) {
    this.#model = callback.model;
    this.#size = size;
    const before = holdFor(callback, () => this.#holding());
    if (before) this.#goOn(before);
    afterFit(this.#model, () => this.dispose());
  }

  /** Takes a snapshot before a step. */
  take(note: Note): void {
    this.#waiting.push({note, held: snapshot(this.#model, 'state')});
  }

  /** The losses up to that of a step are good. */
  confirm(step: number): void {
    while (this.#waiting[0] && this.#waiting[0].note.step <= step) {
      this.#good.push(this.#waiting.shift()!);
      this.#isTried = false;
    }
    free(this.#good.splice(0, this.#good.length - this.#size));
  }

  /**
   * Puts back the newest good one, all but the rate, and says what was noted with it: from the second time in a row on the
   * one before, while there is one. Those that have not proved good are dropped.
   */
  back(): Note | undefined {
    free(this.#waiting.splice(0));
    if (this.#isTried && this.#good.length > 1) free(this.#good.splice(-1));
    this.#isTried = true;
    const newest = this.#good.at(-1);
    newest?.held.restoreButRate();
    return newest?.note;
  }

  /** After an epoch none waits any more: all losses are there. */
  #holding(): Holding {
    const notes: Notes<Note> = {good: this.#good.map(({note}) => note), isTried: this.#isTried};
    return {models: this.#good.map(({held}) => held), notes};
  }

  #goOn({models, notes}: Holding): void {
    const {good, isTried} = notes as Notes<Note>;
    this.#good.push(...models.map((held, i) => ({held, note: good[i]!})));
    this.#isTried = isTried;
  }

  dispose(): void {
    free(this.#waiting.splice(0));
    free(this.#good.splice(0));
  }
}

function free(taken: readonly Taken<Moment>[]): void {
  for (const {held} of taken) held.dispose();
}
