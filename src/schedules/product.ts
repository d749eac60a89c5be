import {check, schedule as isSchedule} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/**
 * Schedules multiplied: one of them the learning rate, the others factors.
 *
 * The value is the product of all schedules at the step.
 *
 * PyTorch: `ChainedScheduler`.
 *
 * @param schedules - One or more.
 * @throws TypeError when one is no schedule, or when there is none.
 *
 * @example
 * ```ts
 * const halved = multiStepLR({initialLearningRate: 1, milestones: [40, 80], gamma: 0.5});
 * const rate = product(polynomialDecay({initialLearningRate: 0.1, decaySteps: 100, endLearningRate: 0.05}), halved);
 * rate(0);   // 0.1
 * rate(40);  // 0.04
 * rate(100); // 0.0125
 * ```
 */
export function product(...schedules: readonly Schedule[]): Schedule {
  check('product', 'schedules[0]', schedules[0], isSchedule);
  schedules.forEach((schedule, i) => check('product', `schedules[${i}]`, schedule, isSchedule));
  const factors = [...schedules];
  return (step) => {
    let value = 1;
    for (const factor of factors) value *= factor(step);
    return value;
  };
}
