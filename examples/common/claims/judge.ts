import type {Claim} from './Claim.js';
import {summary, type Summary} from './summary.js';

export type Verdict = 'holds' | 'holds partly' | 'does not hold' | 'not measured';

export interface Judgement {
  verdict: Verdict;
  /** One number a seed. */
  values: number[];
  /** Of the numbers; undefined when there are none. */
  summary: Summary | undefined;
  /** How many seeds bear the statement out. */
  score: number;
}

/**
 * Measures a claim on each seed that has all the trainings it needs. It holds when at least four seeds in five bear it
 * out, it does not hold when at most one in five does.
 */
export function judge<Curves>(
  claim: Claim<Curves>,
  seeds: readonly Readonly<Record<string, Curves>>[],
): Judgement {
  const values = seeds
    .filter((runs) => claim.needs.every((name) => name in runs))
    .map((runs) => claim.value(...claim.needs.map((name) => runs[name]!)));
  if (values.length === 0) return {verdict: 'not measured', values, summary: undefined, score: 0};

  const score = values.reduce((sum, value) => sum + claim.criterion.score(value), 0);
  return {verdict: verdictOf(score / values.length), values, summary: summary(values), score};
}

function verdictOf(share: number): Verdict {
  if (share >= 0.8) return 'holds';
  return share <= 0.2 ? 'does not hold' : 'holds partly';
}
