import type {Optimizer} from '@tensorflow/tfjs';
import {getLearningRate, OptimizerWrapper} from 'tfjs-callbacks';

/**
 * Makes updates with another rate than the optimizer's own while one is held. Around the update the optimizer keeps its
 * own, so that schedule and plateau rule go on as if nothing were held.
 */
export class HeldRate extends OptimizerWrapper {
  static override get className(): string {
    return 'HeldRate';
  }

  /** The rate of the last update. */
  last = NaN;
  readonly #held: () => number | undefined;

  /** @param held - The rate to make the next update with; undefined for the optimizer's own. */
  constructor(optimizer: Optimizer, held: () => number | undefined) {
    super(optimizer, 'HeldRate');
    this.#held = held;
  }

  override applyGradients(gradients: Parameters<OptimizerWrapper['applyGradients']>[0]): void {
    const own = getLearningRate(this);
    const held = this.#held();
    this.last = held ?? own;
    if (held === undefined) {
      super.applyGradients(gradients);
      return;
    }
    // Not the function of that name, after which a schedule would begin anew from this rate.
    this.setLearningRate(held);
    try {
      super.applyGradients(gradients);
    } finally {
      this.setLearningRate(own);
    }
  }
}
