import {checkOptions, nonNegative, positive, required} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link inverseSqrtDecay}. */
export interface InverseSqrtDecayOptions {
  /** Value at step 0. */
  initialLearningRate: number;
  /** Number of steps in which the square under the root grows by 1; may be fractional. @defaultValue 1 */
  decaySteps?: number;
}

/**
 * Divides by a square root that grows, for ever.
 *
 * The value is initialLearningRate / √(1 + step / decaySteps).
 *
 * transformers: `inverse_sqrt` (decaySteps: timescale, which is the warm-up's steps unless given; in `warmup`); books:
 * `SquareRootScheduler` of Dive into Deep Learning (decaySteps 1).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = inverseSqrtDecay({initialLearningRate: 0.1, decaySteps: 10});
 * rate(0);   // 0.1
 * rate(30);  // 0.05
 * rate(150); // 0.025
 * ```
 *
 * @see {@link https://arxiv.org/abs/2106.04560 | Zhai et al., 2021}
 */
export function inverseSqrtDecay(options: InverseSqrtDecayOptions): Schedule {
  checkOptions('inverseSqrtDecay', options, {
    initialLearningRate: required(nonNegative),
    decaySteps: positive,
  });
  const {initialLearningRate, decaySteps = 1} = options;
  return (step) => initialLearningRate / Math.sqrt(1 + step / decaySteps);
}
