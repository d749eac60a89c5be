import type {LayersModel} from '@tensorflow/tfjs';
import {snapshot, type Snapshot} from '../state/snapshot.js';
import {afterFit} from './afterFit.js';
import {holdFor} from './holdings.js';

/** A model as it was at its best, held until the fit that is running has ended, by an error too. */
export class BestSnapshot {
  readonly #model: LayersModel;
  readonly #what: 'weights' | 'state';
  #held: Snapshot | undefined;

  /**
   * @param callback - For which it is held.
   * @param atEnd - Whether the model gets back what is still held when the fit has ended.
   */
  constructor(
    callback: {readonly model: LayersModel},
    what: 'weights' | 'state' = 'state',
    atEnd: 'restore' | 'leave' = 'leave',
  ) {
    this.#model = callback.model;
    this.#what = what;
    const before = holdFor(callback, () => ({models: this.#held ? [this.#held] : [], notes: {}}));
    this.#held = before?.models[0];
    afterFit(this.#model, () => (atEnd === 'restore' ? this.restoreOnce() : this.dispose()));
  }

  /** Whether there is something to restore. */
  get isHeld(): boolean {
    return this.#held !== undefined;
  }

  /** Holds the model as it is now, in place of what was held. */
  hold(): void {
    this.dispose();
    this.#held = snapshot(this.#model, this.#what);
  }

  /** Puts back what is held, if anything, and lets it go. */
  restoreOnce(): void {
    try {
      this.#held?.restore();
    } finally {
      this.dispose();
    }
  }

  /** Puts back what is held, if anything, but for the learning rate: that stays as it is now, base and scale. */
  restoreButRate(): void {
    this.#held?.restoreButRate();
  }

  dispose(): void {
    this.#held?.dispose();
    this.#held = undefined;
  }
}

/**
 * Keeps the model and its optimizer as they were at the best epoch of a fit: what `restoreBestWeights` of
 * {@link ReduceLROnPlateau} takes.
 *
 * @example
 * ```ts
 * await model.fit(x, y, {
 *   epochs: 20,
 *   callbacks: reduceLROnPlateau({monitor: 'loss', patience: 3, restoreBestWeights: bestSnapshot}),
 * });
 * ```
 */
export function bestSnapshot(callback: {readonly model: LayersModel}): BestSnapshot {
  return new BestSnapshot(callback);
}
