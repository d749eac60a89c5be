import {check, checkOptions, finite, nonNegative, positive, required} from '../internal/check.js';
import {lerp} from '../internal/lerp.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link tanhDecay}. */
export interface TanhDecayOptions {
  /** Value from which the curve comes; that of step 0 is a little below, by `lb`. */
  initialLearningRate: number;
  /** Number of steps to the final value; may be fractional. */
  decaySteps: number;
  /** Final value. @defaultValue 0 */
  endLearningRate?: number;
  /** Where on the hyperbolic tangent step 0 is. @defaultValue -7 */
  lb?: number;
  /** Where on it the end is, above `lb`. @defaultValue 3 */
  ub?: number;
}

/**
 * Stays high, falls along a hyperbolic tangent, and stays low.
 *
 * With t = step / decaySteps and w = (1 − tanh(lb · (1 − t) + ub · t)) / 2, the value is
 * endLearningRate + (initialLearningRate − endLearningRate) · w, and from decaySteps on endLearningRate.
 *
 * timm: `TanhLRScheduler` (t_initial: decaySteps, lr_min: endLearningRate).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = tanhDecay({initialLearningRate: 0.1, decaySteps: 100, lb: -4, ub: 4});
 * rate(50);  // 0.05
 * rate(110); // 0
 * ```
 *
 * @see {@link https://arxiv.org/abs/1806.01593 | Hsueh et al., 2018}
 */
export function tanhDecay(options: TanhDecayOptions): Schedule {
  checkOptions('tanhDecay', options, {
    initialLearningRate: required(nonNegative),
    decaySteps: required(positive),
    endLearningRate: nonNegative,
    lb: finite,
    ub: finite,
  });
  const {initialLearningRate, decaySteps, endLearningRate = 0, lb = -7, ub = 3} = options;
  check('tanhDecay', 'ub', ub, {...finite, must: 'above `lb`', test: (value: number) => value > lb});
  return (step) => {
    const t = step / decaySteps;
    if (t >= 1) return endLearningRate;
    return lerp(endLearningRate, initialLearningRate, (1 - Math.tanh(lerp(lb, ub, t))) / 2);
  };
}
