import {describe, expect, it} from '@jest/globals';
import {judge} from '../../../../examples/common/claims/judge.js';
import {claims} from '../../../../examples/rescue/claims/claims.js';
import {page} from '../../../../examples/rescue/report/page.js';
import type {Curves} from '../../../../examples/rescue/training/Job.js';

const curves = (errors: (number | null)[], more: Partial<Curves> = {}): Curves => ({
  ...{errors, rates: errors.map(() => 0.6), recoveries: [], stopped: null},
  ...more,
});

const asSaid = {
  nothing: curves([0.1, 0.02, null, null]),
  clip: curves([0.1, 0.06, 5, 15]),
  recover: curves([0.1, 0.02, 0.01, 0.002], {recoveries: [3, 7], rates: [0.6, 0.3, 0.3, 0.15]}),
  terminate: curves([0.1, 0.02, null], {stopped: 9}),
};

const verdicts = (of: Record<string, Curves>) => claims.map((claim) => judge(claim, [of]).verdict);

describe('claims of rescue', () => {
  it('hold when the trainings go as is said', () => {
    expect(verdicts(asSaid)).toEqual(claims.map(() => 'holds'));
  });

  it('do not hold when nothing happens', () => {
    const calm = curves([0.1, 0.05, 0.02, 0.02]);
    const none = {nothing: calm, clip: calm, recover: calm, terminate: calm};
    expect(claims.filter((claim) => judge(claim, [none]).verdict === 'holds').map(({says}) => says)).toEqual([
      'With clipGradients every error stays finite',
    ]);
  });

  it('are shown with their verdict, also one that does not hold', () => {
    const {clip} = asSaid;
    const all = Object.entries({...asSaid, recover: clip}).map(([name, one]) => ({name, curves: one}));
    const table = page(all, 40, 'cpu').blocks.at(-1);
    expect(table).toMatchObject({kind: 'table', head: ['Statement', 'Measured', 'True when', 'Here']});
    expect(JSON.stringify(table)).toContain('✘ does not hold: 15');
  });

  it('are not judged in a shorter training', () => {
    const all = Object.entries(asSaid).map(([name, one]) => ({name, curves: one}));
    expect(page(all, 10, 'cpu').blocks.at(-1)).toEqual({
      kind: 'paragraph',
      text: 'Statements about 40 epochs are not judged.',
    });
  });
});
