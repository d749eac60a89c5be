import {twoDigits} from '../../internal/twoDigits.js';
import type {Suggestion} from './Suggestion.js';

/**
 * Two orders of magnitude below the rate at which the loss diverged, or was no longer a finite number: the rule of thumb
 * of beginners' guides.
 */
export function belowDivergence(
  divergedAt: number | undefined,
  lowestRate: number,
): Suggestion<'belowDivergence'> {
  const method = 'belowDivergence';
  const none = (reason: string) => ({learningRate: undefined, method, reason}) as const;
  if (divergedAt === undefined) return none('the loss does not diverge in this range');
  const learningRate = divergedAt / 100;
  if (learningRate < lowestRate) {
    return none(`the loss diverges at ${twoDigits(divergedAt)}, less than two orders above the first rate`);
  }
  return {learningRate, method, reason: `the loss diverges at ${twoDigits(divergedAt)}; two orders below`};
}
