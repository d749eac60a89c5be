import {twoDigits} from '../internal/twoDigits.js';
import type {Suggestion, SuggestionMethod} from './suggestions/Suggestion.js';
import type {Suggestions} from './suggestions/suggestions.js';

/** One rate out of several suggestions: by 'agreement', or from the 'middle' of suggestions that do not agree. */
export interface Recommendation extends Suggestion<'agreement' | 'middle'> {
  /** The methods that agree, the lowest rate first; none when no two do. */
  readonly agreeing: readonly SuggestionMethod[];
}

/**
 * Those that vote, each with an idea of its own: `steepestByStep` repeats `steepest`, `steepestByRate` leans to the left
 * of every curve, and `firstFall` says where learning begins, not where it is best.
 */
const voters = ['valley', 'slide', 'steepest', 'minimum', 'belowDivergence'] as const;

/** Suggestions agree when the highest is no more than so many times the lowest. */
const within = 3;

/**
 * The agreement rule. The suggestions that count are those not below `firstFall`, under which next to nothing is learned.
 * Of the largest group of them within a factor of 3 it takes the middle one, or the geometric mean of the middle two; of
 * groups as large as each other the lowest, as a rate too low costs time and one too high the training. Where no two
 * agree it takes the middle of all. One suggestion alone is no recommendation.
 */
export function recommend(suggestions: Suggestions): Recommendation {
  const from = suggestions.firstFall.learningRate ?? 0;
  const votes = voters
    .flatMap((method) => {
      const {learningRate = 0} = suggestions[method];
      return learningRate > 0 && learningRate >= from ? [{method, learningRate}] : [];
    })
    .sort((a, b) => a.learningRate - b.learningRate);
  const groups = votes.map(({learningRate: low}) =>
    votes.filter(({learningRate}) => learningRate >= low && learningRate <= within * low),
  );
  const group = groups.reduce((best, one) => (one.length > best.length ? one : best), []);
  if (group.length >= 2) {
    const agreeing = group.map(({method}) => method);
    const reason = `${agreeing.slice(0, -1).join(', ')} and ${agreeing.at(-1)!} agree on ${span(group)}`;
    return {learningRate: middle(group), method: 'agreement', reason, agreeing};
  }
  if (votes.length >= 2) {
    const reason = `no two methods agree; it is the middle of ${span(votes)}`;
    return {learningRate: middle(votes), method: 'middle', reason, agreeing: []};
  }
  return {learningRate: undefined, method: 'agreement', reason: whyNone(suggestions, votes), agreeing: []};
}

/** A suggestion that counts. */
type Vote = Pick<Suggestion, 'method'> & {readonly learningRate: number};

function whyNone(suggestions: Suggestions, votes: readonly Vote[]): string {
  if (votes.length === 1) return `${votes[0]!.method} alone suggests a rate at which the loss falls`;
  const silent = voters.every((method) => suggestions[method].learningRate === undefined);
  return silent ? suggestions.valley.reason : 'no method suggests a rate at which the loss falls';
}

/** The one in the middle, or the geometric mean of two. */
function middle(votes: readonly Vote[]): number {
  const low = votes[Math.floor((votes.length - 1) / 2)]!.learningRate;
  const high = votes[Math.ceil((votes.length - 1) / 2)]!.learningRate;
  return low === high ? low : Math.sqrt(low) * Math.sqrt(high);
}

/** From the lowest rate to the highest. */
function span(votes: readonly Vote[]): string {
  const [low, high] = [votes[0]!, votes.at(-1)!].map(({learningRate}) => twoDigits(learningRate));
  return low === high ? low! : `${low!} to ${high!}`;
}
