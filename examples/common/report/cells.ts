import type {Claim} from '../claims/Claim.js';
import type {Judgement} from '../claims/judge.js';
import type {Summary} from '../claims/summary.js';
import {marks} from './marks.js';

/** The verdict, the median and range of what was measured, and how many seeds bear the statement out. */
export function judgementCell(
  {format}: Pick<Claim<never>, 'format'>,
  {verdict, summary, score, values}: Judgement,
): string {
  const head = `${marks[verdict]} ${verdict}`;
  if (!summary) return head;
  const measured = `${head}: ${rangeCell(summary, format)}`;
  return summary.min === summary.max ? measured : `${measured}; ${score} of ${values.length} seeds`;
}

/** '81.4 % (80.9 to 83.0)', or one number where all are the same. */
export function rangeCell({median, min, max}: Summary, format: (value: number) => string): string {
  const bare = (value: number) => format(value).split(/\s/)[0];
  return min === max ? format(median) : `${format(median)} (${bare(min)} to ${bare(max)})`;
}
