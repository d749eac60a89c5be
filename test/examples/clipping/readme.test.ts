import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {markdown} from '../../../examples/common/report/markdown.js';
import {claimTable, outcomeTable, type Seed} from '../../../examples/clipping/report/tables.js';

const folder = join(__dirname, '../../../examples/clipping');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

/** Without the spaces that make columns straight. */
const bare = (text: string) => text.replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-');

describe('the README of clipping', () => {
  const seeds = JSON.parse(read('recorded.json')) as Seed[];

  it.each([
    ['outcomes', outcomeTable(seeds)],
    ['statements', claimTable(seeds)],
  ])('has the table of %s that was recorded', (_, table) => {
    expect(bare(read('README.md'))).toContain(bare(markdown([table])));
  });
});
