import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {polynomialDecay} from 'tfjs-callbacks';
import {anyStep, itIsPure, itRefuses, near} from '../helpers/schedules';

const options = {initialLearningRate: 0.1, decaySteps: 10, endLearningRate: 0.0001};

describe('polynomialDecay', () => {
  itIsPure(polynomialDecay, options);

  it('begins and ends exactly, and stays at the end', () => {
    expect([0, 10, 11, 2 ** 31].map(polynomialDecay(options))).toEqual([0.1, 0.0001, 0.0001, 0.0001]);
  });

  it('ends at 0.0001 unless told otherwise, as in Keras', () => {
    expect(polynomialDecay({initialLearningRate: 0.1, decaySteps: 10})(10)).toBe(0.0001);
  });

  it.each([
    [1, 0.55],
    [2, 0.325],
    [0.5, 0.1 + 0.9 * Math.SQRT1_2],
  ])('with power %p is at %p half-way', (power, value) => {
    const rate = polynomialDecay({initialLearningRate: 1, decaySteps: 10, endLearningRate: 0.1, power});
    expect(rate(5)).toBeCloseTo(value, 12);
  });

  it.each([
    [2, 1, 4, 0.75],
    [0.5, 1, 2, 0.5],
    [2, 3, 4, 0.421875],
  ])('with kDecay %p and power %p is at step %p at %p', (kDecay, power, step, value) => {
    const unit = {initialLearningRate: 1, decaySteps: 8, endLearningRate: 0};
    const rate = polynomialDecay({...unit, kDecay, power});
    expect([0, step, 8, 9].map(rate)).toEqual([1, near(value), 0, 0]);
  });

  it('may rise', () => {
    const rate = polynomialDecay({initialLearningRate: 0, decaySteps: 4, endLearningRate: 1});
    expect([0, 1, 2, 3, 4].map(rate)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  it('with cycle, reaches the end at each multiple and jumps up to the longer span behind it', () => {
    const rate = polynomialDecay({initialLearningRate: 1, decaySteps: 10, endLearningRate: 0, cycle: true});
    expect([0, 5, 10, 15, 20, 30].map(rate)).toEqual([1, 0.5, 0, 0.25, 0, 0]);
    expect(rate(10.001)).toBeCloseTo(0.5, 3);
  });

  it('stays between its ends, whatever the options', () => {
    fc.assert(
      fc.property(
        fc.record({
          initialLearningRate: fc.double({min: 0, max: 10, noNaN: true}),
          decaySteps: fc.double({min: 1e-3, max: 1e6, noNaN: true}),
          endLearningRate: fc.double({min: 0, max: 10, noNaN: true}),
          power: fc.double({min: 0.01, max: 5, noNaN: true}),
          kDecay: fc.double({min: 0.01, max: 5, noNaN: true}),
          cycle: fc.boolean(),
        }),
        anyStep,
        (options, step) => {
          const {initialLearningRate, endLearningRate} = options;
          const value = polynomialDecay(options)(step);
          const ulps = 1e-12 * Math.max(initialLearningRate, endLearningRate);
          expect(value).toBeGreaterThanOrEqual(Math.min(initialLearningRate, endLearningRate) - ulps);
          expect(value).toBeLessThanOrEqual(Math.max(initialLearningRate, endLearningRate) + ulps);
        },
      ),
    );
  });

  itRefuses(polynomialDecay, options, [
    [
      {initialLearningRate: NaN},
      new RangeError('polynomialDecay: `initialLearningRate` must be a finite number >= 0; got NaN.'),
    ],
    [{decaySteps: -1}, new RangeError('polynomialDecay: `decaySteps` must be a finite number > 0; got -1.')],
    [
      {decaySteps: '10'},
      new TypeError('polynomialDecay: `decaySteps` must be a finite number > 0; got "10".'),
    ],
    [
      {endLearningRate: -1},
      new RangeError('polynomialDecay: `endLearningRate` must be a finite number >= 0; got -1.'),
    ],
    [
      {endLearningRate: null},
      new TypeError('polynomialDecay: `endLearningRate` must be a finite number >= 0; got null.'),
    ],
    [{power: -1}, new RangeError('polynomialDecay: `power` must be a finite number > 0; got -1.')],
    [{kDecay: 0}, new RangeError('polynomialDecay: `kDecay` must be a finite number > 0; got 0.')],
    [{cycle: 0}, new TypeError('polynomialDecay: `cycle` must be true or false; got 0.')],
    [
      {end_learning_rate: 0},
      new TypeError('polynomialDecay: unknown option `end_learning_rate`; did you mean `endLearningRate`?'),
    ],
  ]);
});
