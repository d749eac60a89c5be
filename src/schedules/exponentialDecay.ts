import {checkOptions, flag, nonNegative, positive, required} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link exponentialDecay}. */
export interface ExponentialDecayOptions {
  /** Value at step 0. */
  initialLearningRate: number;
  /** Number of steps in which the value is multiplied by `decayRate` once; may be fractional. */
  decaySteps: number;
  /** Factor per `decaySteps`, above 0; above 1 the value grows. */
  decayRate: number;
  /** Whether to hold the value between multiples of `decaySteps`. @defaultValue false */
  staircase?: boolean;
}

/**
 * Multiplies by the same factor in each equal span of steps, for ever.
 *
 * With p = step / decaySteps, rounded down if `staircase`, the value is initialLearningRate · decayRate^p.
 *
 * Keras: `ExponentialDecay`; PyTorch: `ExponentialLR` (decaySteps 1), `StepLR` (staircase: step_size is decaySteps, gamma
 * decayRate); optax: `exponential_decay` (in `delay` for transition_begin, in `clamp` for end_value); timm:
 * `StepLRScheduler` (staircase).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = exponentialDecay({initialLearningRate: 0.1, decaySteps: 100, decayRate: 0.5});
 * rate(0);   // 0.1
 * rate(100); // 0.05
 * rate(400); // 0.00625
 * ```
 *
 * @see {@link https://keras.io/api/optimizers/learning_rate_schedules/exponential_decay/ | Keras}
 */
export function exponentialDecay(options: ExponentialDecayOptions): Schedule {
  checkOptions('exponentialDecay', options, {
    initialLearningRate: required(nonNegative),
    decaySteps: required(positive),
    decayRate: required(positive),
    staircase: flag,
  });
  const {initialLearningRate, decaySteps, decayRate, staircase = false} = options;
  const exponent = Math.log(decayRate);
  return (step) => {
    const periods = step / decaySteps;
    // Three times as fast as a power.
    return initialLearningRate * Math.exp(exponent * (staircase ? Math.floor(periods) : periods));
  };
}
