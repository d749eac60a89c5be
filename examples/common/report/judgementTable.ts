import type {Claim} from '../claims/Claim.js';
import {judge} from '../claims/judge.js';
import type {Block} from './Block.js';
import {judgementCell} from './cells.js';

/** A row for each statement: what was measured, when it is true, and whether it is. */
export function judgementTable<Curves>(
  claims: readonly Claim<Curves>[],
  seeds: readonly Readonly<Record<string, Curves>>[],
): Block {
  return {
    kind: 'table',
    head: ['Statement', 'Measured', 'True when', 'Here'],
    rows: claims.map((claim) => [
      claim.says,
      claim.measure,
      claim.criterion.text(claim.format),
      judgementCell(claim, judge(claim, seeds)),
    ]),
  };
}
