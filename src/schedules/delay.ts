import {check, finite, schedule as isSchedule} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/**
 * A schedule that begins so many steps later, and holds its first value before; with negative steps it begins earlier,
 * its first steps left out for good.
 *
 * The value is schedule(max(step − steps, 0)).
 *
 * optax: `transition_begin`.
 *
 * @param steps - Number of steps, finite; may be fractional.
 * @throws RangeError or TypeError when an argument breaks its rule.
 *
 * @example
 * ```ts
 * const rate = delay(exponentialDecay({initialLearningRate: 0.1, decaySteps: 20, decayRate: 0.5}), 40);
 * rate(40);  // 0.1
 * rate(60);  // 0.05
 * rate(100); // 0.0125
 * ```
 */
export function delay(schedule: Schedule, steps: number): Schedule {
  check('delay', 'schedule', schedule, isSchedule);
  check('delay', 'steps', steps, finite);
  return (step) => schedule(Math.max(step - steps, 0));
}
