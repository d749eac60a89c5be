import {check, checkOptions, nonNegative, schedule as isSchedule} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link clamp}. */
export interface ClampOptions {
  /** The lowest value. @defaultValue 0 */
  min?: number;
  /** The highest value, not below `min`. @defaultValue none */
  max?: number;
}

/**
 * A schedule that goes below or above no limit.
 *
 * The value is min(max(schedule(step), min), max).
 *
 * optax: `end_value` of `exponential_decay` (min; max when it grows).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = clamp(exponentialDecay({initialLearningRate: 0.1, decaySteps: 20, decayRate: 0.5}), {min: 0.01});
 * rate(20);  // 0.05
 * rate(60);  // 0.0125
 * rate(100); // 0.01
 * ```
 */
export function clamp(schedule: Schedule, options: ClampOptions): Schedule {
  check('clamp', 'schedule', schedule, isSchedule);
  checkOptions('clamp', options, {
    min: nonNegative,
    max: {
      ...nonNegative,
      must: 'a finite number, not below `min`',
      test: (value: number) => value >= (options.min ?? 0) && value < Infinity,
    },
  });
  const {min = 0, max = Infinity} = options;
  return (step) => Math.min(Math.max(schedule(step), min), max);
}
