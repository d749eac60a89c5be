import {describe, expect, it} from '@jest/globals';
import {stopRule, type Verdict} from '../../src/finder/stopRule.js';

/** The step and the reason of the stop, without smoothing. */
function stopOf(losses: number[], factor = 4, terminateOnNaN = true): [number, string] | undefined {
  const judge = stopRule(factor, terminateOnNaN);
  let verdict: Verdict | undefined;
  for (const [step, loss] of losses.entries()) {
    verdict = judge(verdict, loss, loss);
    if (verdict.stopReason) return [step, verdict.stopReason];
  }
  return undefined;
}

describe('stopRule', () => {
  it('stops above so many times the best loss, not at it', () => {
    expect(stopOf([2, 1, 4, 4.1])).toEqual([3, 'diverged']);
    expect(stopOf([2, 1, 4.1], 5)).toBeUndefined();
  });

  it('never stops at the first loss, however large', () => {
    expect(stopOf([1e9])).toBeUndefined();
  });

  it('stops at NaN and at infinities, the first loss too', () => {
    expect(stopOf([NaN])).toEqual([0, 'nan']);
    expect(stopOf([1, Infinity])).toEqual([1, 'infinite']);
    expect(stopOf([1, -Infinity])).toEqual([1, 'infinite']);
  });

  it('goes on at NaN when told to, and calls an infinite loss a divergence', () => {
    expect(stopOf([1, NaN, 2, 4.1], 4, false)).toEqual([3, 'diverged']);
    expect(stopOf([1, Infinity], 4, false)).toEqual([1, 'diverged']);
  });

  it('never stops at a finite loss with an infinite factor', () => {
    expect(stopOf([1, 0, 1e300], Infinity)).toBeUndefined();
  });

  it('leaves losses below 0 the same room above the best', () => {
    expect(stopOf([-1, -2, 4])).toBeUndefined();
    expect(stopOf([-1, -2, 4.1])).toEqual([2, 'diverged']);
  });

  it('looks at the smoothed loss, and at the loss itself for NaN', () => {
    const judge = stopRule(4, true);
    const best = judge(undefined, 1, 1);
    expect(judge(best, 100, 2)).toEqual({best: 1, stopReason: undefined});
    expect(judge(best, 2, 100)).toEqual({best: 1, stopReason: 'diverged'});
    expect(judge(best, NaN, 2)).toEqual({best: 1, stopReason: 'nan'});
  });
});
