import {checkOptions, growth, nonNegative, positive, required} from '../internal/check.js';
import {cycles} from '../internal/cycles.js';
import {lerp} from '../internal/lerp.js';
import {power} from '../internal/power.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link cosineDecayRestarts}. */
export interface CosineDecayRestartsOptions {
  /** Value at step 0. */
  initialLearningRate: number;
  /** Number of steps to the first restart; may be fractional. */
  firstDecaySteps: number;
  /** How many times as long each period is as the one before; at least 1. @defaultValue 2 */
  tMul?: number;
  /** How many times as high above the floor each period begins as the one before. @defaultValue 1 */
  mMul?: number;
  /** The floor to which each period falls, as a fraction of the initial value. @defaultValue 0 */
  alpha?: number;
}

/**
 * Falls along half a cosine wave and jumps up again, for ever, each time more slowly.
 *
 * Period i has firstDecaySteps · tMul^i steps. With t = the fraction of the period that is done and
 * w = mMul^i · (1 + cos(πt)) / 2, the value is initialLearningRate · (alpha + (1 − alpha) · w). A restart's own step
 * has the high value, also where a logarithm would be off by a rounding.
 *
 * Keras: `CosineDecayRestarts`; PyTorch: `CosineAnnealingWarmRestarts` (alpha: eta_min / lr); transformers:
 * `cosine_with_restarts` (tMul 1, in `warmup`).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = cosineDecayRestarts({initialLearningRate: 0.1, firstDecaySteps: 100, mMul: 0.8});
 * rate(50);  // 0.05
 * rate(100); // 0.08
 * rate(300); // 0.064
 * rate(700); // 0.0512
 * ```
 *
 * @see {@link https://arxiv.org/abs/1608.03983 | Loshchilov and Hutter, 2017}
 */
export function cosineDecayRestarts(options: CosineDecayRestartsOptions): Schedule {
  checkOptions('cosineDecayRestarts', options, {
    initialLearningRate: required(nonNegative),
    firstDecaySteps: required(positive),
    tMul: growth,
    mMul: nonNegative,
    alpha: nonNegative,
  });
  const {initialLearningRate, firstDecaySteps, tMul = 2, mMul = 1, alpha = 0} = options;
  const floor = alpha * initialLearningRate;
  const cycleAt = cycles(firstDecaySteps, tMul, (period) => power(mMul, period));
  return (step) => {
    const {start, stretch, height} = cycleAt(step);
    const t = (step - start) / stretch / firstDecaySteps;
    return lerp(floor, initialLearningRate, (height * (1 + Math.cos(Math.PI * t))) / 2);
  };
}
