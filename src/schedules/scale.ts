import {check, nonNegative, schedule as isSchedule} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/**
 * A schedule times a number: makes a learning rate of a function that gives factors, and a lower one of one for larger
 * batches.
 *
 * The value is factor · schedule(step).
 *
 * PyTorch: `LambdaLR`.
 *
 * @param factor - Finite and \>= 0.
 * @throws RangeError or TypeError when an argument breaks its rule.
 *
 * @example
 * ```ts
 * const rate = scale((step) => 1 / (1 + step / 25), 0.1);
 * rate(0);   // 0.1
 * rate(25);  // 0.05
 * rate(100); // 0.02
 * ```
 */
export function scale(schedule: Schedule, factor: number): Schedule {
  check('scale', 'schedule', schedule, isSchedule);
  check('scale', 'factor', factor, nonNegative);
  return (step) => factor * schedule(step);
}
