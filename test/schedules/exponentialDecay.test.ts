import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {exponentialDecay} from 'tfjs-callbacks';
import {anyStep, itIsPure, itRefuses} from '../helpers/schedules';

const options = {initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5};

describe('exponentialDecay', () => {
  itIsPure(exponentialDecay, options);

  it('begins exactly, and is multiplied once in decaySteps', () => {
    const rate = exponentialDecay(options);
    expect(rate(0)).toBe(0.1);
    expect([10, 20, 30].map(rate)).toEqual([0.05, 0.025, 0.0125].map((value) => expect.closeTo(value, 15)));
  });

  it('falls by the same factor over the same distance, wherever', () => {
    const rate = exponentialDecay(options);
    for (const step of [0, 1.5, 33, 200]) expect(rate(step + 7) / rate(step)).toBeCloseTo(0.5 ** 0.7, 12);
  });

  it('with staircase, holds the value between multiples and meets the smooth curve there', () => {
    const stairs = exponentialDecay({...options, staircase: true});
    expect([0, 9.99, 10, 19, 20].map(stairs)).toEqual(
      [0.1, 0.1, 0.05, 0.05, 0.025].map((value) => expect.closeTo(value, 15)),
    );
  });

  it('stays between 0 and its initial value, and never rises, when decayRate is at most 1', () => {
    fc.assert(
      fc.property(
        fc.record({
          initialLearningRate: fc.double({min: 1e-9, max: 10, noNaN: true}),
          decaySteps: fc.double({min: 1e-3, max: 1e6, noNaN: true}),
          decayRate: fc.double({min: 1e-9, max: 1, noNaN: true}),
          staircase: fc.boolean(),
        }),
        anyStep,
        anyStep,
        (options, a, b) => {
          const rate = exponentialDecay(options);
          const [early, late] = [rate(Math.min(a, b)), rate(Math.max(a, b))];
          expect(late).toBeGreaterThanOrEqual(0);
          expect(early).toBeGreaterThanOrEqual(late);
          expect(options.initialLearningRate).toBeGreaterThanOrEqual(early);
        },
      ),
    );
  });

  itRefuses(exponentialDecay, options, [
    [
      {initialLearningRate: -1},
      new RangeError('exponentialDecay: `initialLearningRate` must be a finite number >= 0; got -1.'),
    ],
    [
      {initialLearningRate: undefined},
      new TypeError('exponentialDecay: `initialLearningRate` must be a finite number >= 0; got undefined.'),
    ],
    [{decaySteps: 0}, new RangeError('exponentialDecay: `decaySteps` must be a finite number > 0; got 0.')],
    [
      {decaySteps: NaN},
      new RangeError('exponentialDecay: `decaySteps` must be a finite number > 0; got NaN.'),
    ],
    [
      {decayRate: -0.5},
      new RangeError('exponentialDecay: `decayRate` must be a finite number > 0; got -0.5.'),
    ],
    [
      {decayRate: '0.5'},
      new TypeError('exponentialDecay: `decayRate` must be a finite number > 0; got "0.5".'),
    ],
    [{staircase: 1}, new TypeError('exponentialDecay: `staircase` must be true or false; got 1.')],
    [
      {decay_steps: 1},
      new TypeError('exponentialDecay: unknown option `decay_steps`; did you mean `decaySteps`?'),
    ],
    [undefined, new TypeError('exponentialDecay: `options` must be an object; got undefined.')],
  ]);
});
