import {describe, expect, it, jest} from '@jest/globals';
import fc from 'fast-check';
import {cyclicLR} from 'tfjs-callbacks';
import {errorsOf, itIsPure, itRefuses, near} from '../helpers/schedules';

const options = {baseLr: 0, maxLr: 1, stepSizeUp: 4, stepSizeDown: 8} as const;
const tops = [4, 16, 28];

describe('cyclicLR', () => {
  itIsPure(cyclicLR, {...options, mode: 'triangular2'});
  itIsPure(cyclicLR, {...options, mode: 'exp_range', gamma: 0.99});

  it('goes up in stepSizeUp and down in stepSizeDown, for ever', () => {
    expect([0, 1, 4, 6, 8.5, 12, 13, 16, 2 ** 31].map(cyclicLR(options))).toEqual([
      0, 0.25, 1, 0.75, 0.4375, 0, 0.25, 1, 0.5,
    ]);
  });

  it('goes up in 2000 steps, and down in as many, unless told otherwise', () => {
    expect([1000, 2000, 3000, 4000].map(cyclicLR({baseLr: 0, maxLr: 1}))).toEqual([0.5, 1, 0.5, 0]);
    expect([7, 14, 21].map(cyclicLR({baseLr: 0, maxLr: 1, stepSizeUp: 7}))).toEqual([1, 0, 1]);
  });

  it('with triangular2 halves the height from cycle to cycle', () => {
    const rate = cyclicLR({...options, baseLr: 0.5, mode: 'triangular2'});
    expect([...tops, 12, 24].map(rate)).toEqual([1, 0.75, 0.625, 0.5, 0.5]);
  });

  it('with exp_range lowers the height at each step', () => {
    const rate = cyclicLR({...options, mode: 'exp_range', gamma: 0.5});
    expect([2, 4, 6, 16].map(rate)).toEqual([1 / 8, 1 / 16, 3 / 256, 1 / 65536].map(near));
  });

  it('with exp_range keeps the height unless told a gamma', () => {
    expect(tops.map(cyclicLR({...options, mode: 'exp_range'}))).toEqual([1, 1, 1]);
  });

  it('gives scaleFn the number of the cycle, from 1', () => {
    const scaleFn = jest.fn((cycle: number) => 1 / cycle);
    expect(tops.map(cyclicLR({...options, scaleFn, mode: 'triangular2'}))).toEqual([1, 1 / 2, 1 / 3]);
    expect(scaleFn.mock.calls.map(([cycle]) => cycle)).toEqual([1, 2, 3]);
  });

  it('gives scaleFn the step when it counts iterations', () => {
    const rate = cyclicLR({...options, scaleFn: (step) => 1 / step, scaleMode: 'iterations'});
    expect(tops.map(rate)).toEqual([1 / 4, 1 / 16, 1 / 28]);
  });

  it('goes down first when the base is above, as for a momentum', () => {
    const momentum = cyclicLR({...options, baseLr: 0.95, maxLr: 0.85});
    expect([0, 2, 4, 8, 12].map(momentum)).toEqual([0.95, near(0.9), 0.85, near(0.9), 0.95]);
  });

  it('leaves neither base nor top, and comes back the way it went, whatever its lengths', () => {
    const length = fc.oneof(
      fc.integer({min: 1, max: 50}),
      fc.integer({min: 1, max: 500}).map((n) => n / 100),
    );
    fc.assert(
      fc.property(length, length, fc.nat(5000), (stepSizeUp, stepSizeDown, step) => {
        const rate = cyclicLR({...options, stepSizeUp, stepSizeDown});
        const value = rate(step);
        expect([0, stepSizeUp].map(rate)).toEqual([0, 1]);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        const mirrored = cyclicLR({...options, stepSizeUp: stepSizeDown, stepSizeDown: stepSizeUp});
        const total = stepSizeUp + stepSizeDown;
        expect(mirrored(total - (step % total))).toBeCloseTo(value, 9);
      }),
      {
        numRuns: 1000,
        // Where a difference in place of the remainder is negative, and the way down begins with a rounding.
        examples: [
          [0.07, 0.07, 2394],
          [0.2, 1.9, 0.20000000000000004],
        ],
      },
    );
  });

  const {range, type} = errorsOf('cyclicLR');

  itRefuses(cyclicLR, options, [
    [{baseLr: -1}, range('`baseLr` must be a finite number >= 0; got -1.')],
    [{maxLr: undefined}, type('`maxLr` must be a finite number >= 0; got undefined.')],
    [{stepSizeUp: 0}, range('`stepSizeUp` must be a finite number > 0; got 0.')],
    [{stepSizeDown: 0}, range('`stepSizeDown` must be a finite number > 0; got 0.')],
    [{mode: 'exp'}, range("`mode` must be 'triangular' or 'triangular2' or 'exp_range'; got \"exp\".")],
    [{mode: 2}, type("`mode` must be 'triangular' or 'triangular2' or 'exp_range'; got 2.")],
    [{gamma: 0}, range('`gamma` must be a finite number > 0; got 0.')],
    [{scaleFn: 0.5}, type('`scaleFn` must be a function of the cycle or step; got 0.5.')],
    [{scaleMode: 'step'}, range("`scaleMode` must be 'cycle' or 'iterations'; got \"step\".")],
    [{step_size_up: 1}, type('unknown option `step_size_up`; did you mean `stepSizeUp`?')],
  ]);
});
