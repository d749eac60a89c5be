/** How an average comes about: by an exponential decay, or as the mean of all that it has taken in. */
export type Averaging = {readonly mode: 'ema'; readonly momentum: number} | {readonly mode: 'swa'};

/**
 * The share of the new weights in the average: average + share · (weights − average).
 *
 * @param averaged - How often the average has taken in weights before; the first ones are copied.
 */
export function shareOf(averaging: Averaging, averaged: number): number {
  if (averaging.mode === 'swa') return 1 / (averaged + 1);
  return averaged === 0 ? 1 : 1 - averaging.momentum;
}
