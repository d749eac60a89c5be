import type {Settings} from '../../settings/Settings.js';

/** What to compare a schedule with: none, or one cycle where there is none. */
export function otherSchedule(schedule: Settings['schedule']): Settings['schedule'] {
  return schedule === 'constant' ? 'oneCycle' : 'constant';
}
