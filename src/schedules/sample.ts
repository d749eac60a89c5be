import {check, count, schedule as isSchedule} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/**
 * The values of a schedule at the first so many steps, as an array: to look at, to plot, to test.
 *
 * @param steps - Number of values, an integer \>= 0; the last one is that of step `steps` − 1.
 * @throws RangeError or TypeError when an argument breaks its rule.
 *
 * @example
 * ```ts
 * sample(polynomialDecay({initialLearningRate: 1, decaySteps: 4, endLearningRate: 0}), 6); // [1, 0.75, 0.5, 0.25, 0, 0]
 * ```
 */
export function sample(schedule: Schedule, steps: number): number[] {
  check('sample', 'schedule', schedule, isSchedule);
  check('sample', 'steps', steps, count);
  return Array.from({length: steps}, (_, step) => schedule(step));
}
