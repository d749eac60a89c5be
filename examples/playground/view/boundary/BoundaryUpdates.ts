import type {Run} from '../state/Run.js';
import type {Field} from './drawField.js';
import {gridPoints} from './gridPoints.js';

/** At most five pictures a second, and at most an eighth of the time for them. */
const leastGap = 200;
const share = 8;
const sizes = {small: 24, large: 64};

/** Asks a network what it makes of the plane, as often as training can spare the time. */
export class BoundaryUpdates {
  readonly #run: Run;
  readonly #show: (field: Field) => void;
  #size = 40;
  #next = 0;
  #asking: Promise<void> | undefined;

  constructor(run: Run, show: (field: Field) => void) {
    this.#run = run;
    this.#show = show;
  }

  /** After an epoch: what comes too soon is left out. */
  afterEpoch(extent: number): void {
    if (this.#asking || performance.now() < this.#next) return;
    this.#asking = this.#ask(this.#size, extent).finally(() => (this.#asking = undefined));
  }

  /** In full detail: at the end, when there is time. */
  async inDetail(extent: number): Promise<void> {
    await this.#asking;
    await this.#ask(sizes.large, extent);
  }

  async #ask(size: number, extent: number): Promise<void> {
    const begin = performance.now();
    const {records} = this.#run;
    const probabilities = await this.#run.predict(gridPoints(size, extent));
    const took = performance.now() - begin;
    if (took > 60) this.#size = Math.max(this.#size - 8, sizes.small);
    else if (took < 20) this.#size = Math.min(this.#size + 8, sizes.large);
    this.#next = performance.now() + Math.max(leastGap, share * took);
    // Another network has taken its place.
    if (probabilities && records === this.#run.records) this.#show({probabilities, size});
  }
}
