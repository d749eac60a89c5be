import type {Settings} from '../../settings/Settings.js';

/** A change of settings with the threshold that goes with another clipping, unless there is one of somebody's own. */
export function withThreshold(change: Partial<Settings>, {clipping, threshold}: Settings): Partial<Settings> {
  const isOwn = threshold !== usual(clipping);
  return change.clipping === undefined || isOwn ? change : {...change, threshold: usual(change.clipping)};
}

/** Adaptive clipping counts in shares of the weights. */
function usual(clipping: Settings['clipping']): number {
  return clipping === 'adaptive' ? 0.01 : 1;
}
