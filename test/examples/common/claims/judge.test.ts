import {describe, expect, it} from '@jest/globals';
import type {Claim, Runs} from '../../../../examples/blobs/claims/Claim.js';
import {about, atLeast} from '../../../../examples/common/claims/criteria.js';
import {percent} from '../../../../examples/common/claims/formats.js';
import {judge} from '../../../../examples/common/claims/judge.js';
import {rateCurve} from '../../../../examples/blobs/experiments/rateCurve.js';

const claim: Claim = {
  says: 'the rate is large',
  needs: ['run'],
  measure: 'the first rate',
  value: ({learning_rate}) => learning_rate[0]!,
  criterion: atLeast(0.5),
  format: percent,
};

const seeds = (...rates: number[]): Runs[] => rates.map((rate) => ({run: rateCurve([rate])}));

describe('judge', () => {
  it.each([
    [[1, 1, 1, 1, 0], 'holds'],
    [[1, 1, 1, 0, 0], 'holds partly'],
    [[1, 1, 0, 0, 0], 'holds partly'],
    [[1, 0, 0, 0, 0], 'does not hold'],
  ])('of %j says: %s', (rates, verdict) => {
    expect(judge(claim, seeds(...rates)).verdict).toBe(verdict);
  });

  it('gives what was measured, and how many seeds bear it out', () => {
    expect(judge(claim, seeds(0.4, 0.6, 0.8))).toEqual({
      verdict: 'holds partly',
      values: [0.4, 0.6, 0.8],
      summary: {median: 0.6, min: 0.4, max: 0.8},
      score: 2,
    });
  });

  it('leaves out seeds that lack a training', () => {
    expect(judge(claim, [...seeds(1), {other: rateCurve([0])}]).values).toEqual([1]);
    expect(judge(claim, [{}]).verdict).toBe('not measured');
  });

  it('counts NaN as false', () => {
    expect(judge(claim, seeds(NaN)).verdict).toBe('does not hold');
  });

  it('counts a near miss half', () => {
    const near = {...claim, criterion: about(0.65, 0.05)};
    expect(judge(near, seeds(0.65, 0.72, 0.9)).score).toBe(1.5);
    expect(judge(near, seeds(0.72)).verdict).toBe('holds partly');
  });
});
