import {scheduleOf} from '../../schedules/scheduleOf.js';
import {planOf} from '../../settings/planOf.js';
import type {Settings} from '../../settings/Settings.js';
import type {Table} from './Table.js';

/** The rate of each step by the schedule; a long training in a few hundred steps. */
export function plannedRates(settings: Settings): Table {
  const {totalSteps} = planOf(settings);
  const rate = scheduleOf(settings);
  const apart = Math.max(1, Math.floor(totalSteps / 400));
  const steps = [];
  for (let step = 1; step <= totalSteps; step += apart) steps.push(step);
  // Logarithms have no zero.
  return [steps, steps.map((step) => rate(step - 1) || null)];
}
