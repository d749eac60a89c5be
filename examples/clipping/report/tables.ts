import {percent} from '../../common/claims/formats.js';
import {summary} from '../../common/claims/summary.js';
import type {Block} from '../../common/report/Block.js';
import {rangeCell} from '../../common/report/cells.js';
import {judgementTable} from '../../common/report/judgementTable.js';
import {claims} from '../claims/claims.js';
import {norm, testError} from '../claims/formats.js';
import type {Measures} from '../claims/measures.js';
import {nameOf} from '../training/Job.js';
import {clippingNames, optimizerNames} from '../training/trainings.js';

/** What the trainings of one seed come to, by their names. */
export type Seed = Readonly<Record<string, Measures>>;

/** A row for each training. */
export function outcomeTable(seeds: readonly Seed[]): Block {
  const rows = optimizerNames.flatMap((optimizer) =>
    clippingNames.flatMap((clipping) => {
      const own = seeds.flatMap((seed) => seed[nameOf({optimizer, clipping})] ?? []);
      if (own.length === 0) return [];
      const cell = (value: (one: Measures) => number, format: (value: number) => string) =>
        rangeCell(summary(own.map(value)), format);
      return [
        [
          optimizer,
          clipping,
          cell(({error}) => error ?? Infinity, testError),
          `${own.filter(({diverged}) => diverged).length} of ${own.length}`,
          cell(({medianNorm}) => medianNorm, norm),
          cell(({largestNorm}) => largestNorm, norm),
          clipping === 'none' ? '–' : cell(({clippedShare}) => clippedShare, percent),
        ],
      ];
    }),
  );
  const head = ['Optimizer', 'Clipping', 'Test error', 'Diverged', 'Median norm', 'Largest norm', 'Clipped'];
  return {kind: 'table', head, rows};
}

/** A row for each statement. */
export const claimTable = (seeds: readonly Seed[]): Block => judgementTable(claims, seeds);
