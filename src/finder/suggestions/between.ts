import type {Points} from './Suggestion.js';

/** The points without so many at the begin and at the end. */
export function between([learningRates, losses]: Points, begin: number, end: number): Points {
  const to = Math.max(losses.length - end, 0);
  return [learningRates.slice(begin, to), losses.slice(begin, to)];
}
