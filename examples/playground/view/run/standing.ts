import type {Settings} from '../../settings/Settings.js';
import type {Run} from '../state/Run.js';
import {sameData} from './sameData.js';

/** The run, as long as it is about the points of these settings; one under way is, whatever is set meanwhile. */
export function standing(run: Run, settings: Settings): Run | undefined {
  const isStanding = run.isActive || (run.settings && sameData(run.settings, settings));
  return isStanding ? run : undefined;
}
