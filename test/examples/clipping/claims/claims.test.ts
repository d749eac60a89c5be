import {describe, expect, it} from '@jest/globals';
import {judge} from '../../../../examples/common/claims/judge.js';
import {claims} from '../../../../examples/clipping/claims/claims.js';
import {measures, type Measures} from '../../../../examples/clipping/claims/measures.js';
import {nameOf} from '../../../../examples/clipping/training/Job.js';
import {clippingNames, optimizerNames} from '../../../../examples/clipping/training/trainings.js';

/** All trainings, with what those without clipping and those with it come to. */
function trainings(none: Partial<Measures>, clipped: Partial<Measures>): Record<string, Measures> {
  const good = {error: 0.01, diverged: false, largestNorm: 1000, medianNorm: 1, clippedShare: 0.5};
  return Object.fromEntries(
    optimizerNames.flatMap((optimizer) =>
      clippingNames.map((clipping) => [
        nameOf({optimizer, clipping}),
        {...good, ...(clipping === 'none' ? none : clipped)},
      ]),
    ),
  );
}
const unclipped = optimizerNames.map((name) => `${name} without clipping: learns to add`);
const verdicts = (seed: Record<string, Measures>) =>
  Object.fromEntries(claims.map((claim) => [claim.says, judge(claim, [seed]).verdict]));

describe('measures', () => {
  it('are the end of the errors, the norms that are finite, and the share of clipped updates', () => {
    expect(measures({errors: [9, 5, 1, 4, 2, 3], norms: [4, 2, 300, null], clipped: [0, 1, 3]})).toEqual({
      ...{error: 3, diverged: false, largestNorm: 300},
      ...{medianNorm: 4, clippedShare: 0.75},
    });
  });

  it('say when a training diverged', () => {
    const {error, diverged} = measures({errors: [1, null, null, null], norms: [1, null], clipped: [0, 1]});
    expect([error, diverged]).toEqual([null, true]);
  });
});

describe('the claims of clipping', () => {
  it('state everything once', () => {
    expect(new Set(claims.map(({says}) => says)).size).toBe(claims.length);
  });

  it('hold where clipping saves a training that diverges, but for what that one has not learned', () => {
    const found = verdicts(trainings({error: null, diverged: true}, {}));
    const failed = Object.keys(found).filter((says) => found[says] !== 'holds');
    expect(failed).toEqual(unclipped);
  });

  it('do not hold where nothing explodes and clipping is in the way', () => {
    const found = verdicts(trainings({largestNorm: 5}, {error: 0.2}));
    const held = Object.keys(found).filter((says) => found[says] !== 'does not hold');
    expect(held).toEqual([
      ...clippingNames.slice(0, 4).map((one) => `SGD with momentum, ${one}: does not diverge`),
      ...unclipped,
    ]);
  });

  it('do not hold where both diverge', () => {
    const both = {error: null, diverged: true};
    const found = verdicts(trainings(both, both));
    expect(found['Adam, globalNorm: at most half of the error without']).toBe('does not hold');
    expect(found['SGD with momentum, globalNorm: does not diverge']).toBe('does not hold');
  });
});
