import {checkOptions, flag, nonNegative, positive, required} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link inverseTimeDecay}. */
export interface InverseTimeDecayOptions {
  /** Value at step 0. */
  initialLearningRate: number;
  /** Number of steps in which the divisor grows by `decayRate`; may be fractional. */
  decaySteps: number;
  /** Growth of the divisor per `decaySteps`. */
  decayRate: number;
  /** Whether to hold the value between multiples of `decaySteps`. @defaultValue false */
  staircase?: boolean;
}

/**
 * Divides by a number that grows linearly, for ever.
 *
 * With p = step / decaySteps, rounded down if `staircase`, the value is initialLearningRate / (1 + decayRate · p).
 *
 * Keras: `InverseTimeDecay`, `decay` (the argument of optimizers in Keras 2: decaySteps 1).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = inverseTimeDecay({initialLearningRate: 0.01, decaySteps: 1, decayRate: 0.1});
 * rate(0);  // 0.01
 * rate(10); // 0.005
 * rate(90); // 0.001
 * ```
 *
 * @see {@link https://keras.io/api/optimizers/learning_rate_schedules/inverse_time_decay/ | Keras}
 */
export function inverseTimeDecay(options: InverseTimeDecayOptions): Schedule {
  checkOptions('inverseTimeDecay', options, {
    initialLearningRate: required(nonNegative),
    decaySteps: required(positive),
    decayRate: required(nonNegative),
    staircase: flag,
  });
  const {initialLearningRate, decaySteps, decayRate, staircase = false} = options;
  return (step) => {
    const periods = step / decaySteps;
    return initialLearningRate / (1 + decayRate * (staircase ? Math.floor(periods) : periods));
  };
}
