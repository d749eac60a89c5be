import {describe, expect, it} from '@jest/globals';
import {claims} from '../../../../examples/clipping/claims/claims.js';
import {page} from '../../../../examples/clipping/report/page.js';
import type {Curves, Job} from '../../../../examples/clipping/training/Job.js';
import {clippingNames, optimizerNames} from '../../../../examples/clipping/training/trainings.js';
import {compiled} from '../../../helpers/compiled.js';

const learned: Curves = {
  errors: [100, 0.1, 0.02],
  norms: [1000, ...Array<number>(49).fill(2)],
  clipped: [0, 25, 30],
};
const diverged: Curves = {
  errors: [100, null, null],
  norms: [1000, ...Array<null>(49).fill(null)],
  clipped: [0, 25, 50],
};
const results = (seeds: readonly number[], updates: number) =>
  new Map(
    seeds.flatMap((seed) =>
      optimizerNames.flatMap((optimizer) =>
        clippingNames.map((clipping): [Job, {curves: Curves}] => [
          {optimizer, clipping, seed, updates, backend: 'cpu'},
          {curves: optimizer !== 'Adam' && clipping === 'none' ? diverged : learned},
        ]),
      ),
    ),
  );
const options = {seeds: 2, updates: 600, backend: 'cpu'} as const;
const {blocks, figures, seeds} = page(results([1, 2], 600), options);
const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.rows] : []));

describe('the page of clipping', () => {
  it('has a row for each training', () => {
    expect(tables[0]).toHaveLength(10);
    expect(tables[0]!.slice(3, 6)).toEqual([
      ['SGD with momentum', 'adaptive', '0.100', '0 of 2', '2', '1,000', '60.0\u00a0%'],
      ['SGD with momentum', 'none', 'NaN', '2 of 2', '1,000', '1,000', '–'],
      ['Adam', 'globalNorm', '0.100', '0 of 2', '2', '1,000', '60.0\u00a0%'],
    ]);
  });

  it('has a row for each statement, with its verdict', () => {
    expect(tables[1]!.map(([says]) => says)).toEqual(claims.map(({says}) => says));
    for (const row of tables[1]!) expect(row.at(-1)).toMatch(/^[✔✘] /);
  });

  it('keeps what the trainings came to, by seed and name', () => {
    expect(seeds).toHaveLength(2);
    expect(seeds[1]!['SGD with momentum, none']).toMatchObject({error: null, diverged: true});
  });

  it('shows every figure that it writes, and Vega-Lite compiles them without a warning', () => {
    const shown = blocks.flatMap((block) => (block.kind === 'figure' ? [block.name] : []));
    expect(figures.map(({name}) => name)).toEqual(shown);
    for (const {spec} of figures) compiled(spec);
  });

  it('judges nothing after fewer updates', () => {
    const quick = page(results([1], 100), {...options, seeds: 1, updates: 100}).blocks;
    expect(quick.filter(({kind}) => kind === 'table')).toHaveLength(1);
    expect(quick.at(-1)).toEqual({kind: 'paragraph', text: 'Statements about 600 updates are not judged.'});
  });
});
