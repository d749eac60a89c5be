import {describe, expect, it} from '@jest/globals';
import {agreement} from '../../../../examples/blobs/claims/agreement.js';
import type {Runs} from '../../../../examples/blobs/claims/Claim.js';
import {rateCurve} from '../../../../examples/blobs/experiments/rateCurve.js';

const seeds = (...accuracies: number[]): Runs[] =>
  accuracies.map((accuracy) => ({run: {...rateCurve([]), acc: [0, accuracy], val_acc: [0, accuracy]}}));

describe('agreement', () => {
  const keras = seeds(0.7, 0.8);

  it.each([
    [[0.74], true],
    [[0.671], true],
    [[0.829], true],
    [[0.669], false],
    [[0.831], false],
    [[0.1, 0.75, 0.76], true],
  ])('of final accuracies %j beside 0.7 to 0.8 is %s', (ours, agrees) => {
    expect(agreement('run', seeds(...ours), keras).map((row) => row.agrees)).toEqual([agrees, agrees]);
  });

  it('has no row for what was not trained', () => {
    expect(agreement('run', [{}], keras)).toEqual([]);
    expect(agreement('other', seeds(1), keras)).toEqual([]);
  });
});
