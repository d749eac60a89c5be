/** The ways to read a rate off the curve. */
export type SuggestionMethod =
  | 'steepest'
  | 'valley'
  | 'slide'
  | 'minimum'
  | 'steepestByStep'
  | 'steepestByRate'
  | 'firstFall'
  | 'belowDivergence';

/** What one method makes of the curve. */
export interface Suggestion<Method extends string = SuggestionMethod> {
  /** The rate it suggests, or undefined when the curve does not support one. */
  readonly learningRate: number | undefined;
  /** Its name. */
  readonly method: Method;
  /** Why this rate, or why none: a sentence without its full stop. */
  readonly reason: string;
}

/** Points of a range test: loss i is that of a batch trained at rate i. */
export type Points = readonly [learningRates: readonly number[], losses: readonly number[]];

/** Says how many points there are, and how many are needed. */
export function tooFew(points: number, needed: number): string {
  const there = points === 1 ? 'is 1' : `are ${points || 'none'}`;
  return `needs ${needed} point${needed === 1 ? '' : 's'} between the ends that are left out; there ${there}`;
}
