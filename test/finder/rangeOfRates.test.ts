import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {rangeOfRates} from '../../src/finder/rangeOfRates.js';
import {sample} from '../../src/schedules/sample.js';
import {anyStep, errorsOf, itIsPure, itRefuses, near} from '../helpers/schedules';

const options = {minLearningRate: 1e-5, maxLearningRate: 1, steps: 6} as const;

describe('rangeOfRates', () => {
  itIsPure(rangeOfRates, options);

  it('goes from the minimum to the maximum by equal factors, and stays there', () => {
    expect([0, 1, 2.5, 4, 6, 2 ** 31].map(rangeOfRates(options))).toEqual([
      1e-5,
      near(1e-4),
      near(10 ** -2.5),
      near(0.1),
      1,
      1,
    ]);
  });

  it('goes by equal differences', () => {
    const rate = rangeOfRates({...options, minLearningRate: 0.5, scale: 'linear'});
    expect(sample(rate, 7)).toEqual([0.5, near(0.6), near(0.7), near(0.8), near(0.9), 1, 1]);
  });

  it('goes from 1e-7 to 10 in 100 steps unless told otherwise', () => {
    expect([0, 99].map(rangeOfRates())).toEqual([1e-7, 10]);
    expect(rangeOfRates()(98) / 10).toBeCloseTo(10 ** (-8 / 99), 12);
  });

  it('never reaches the maximum with open ends, as in fastai', () => {
    const rate = rangeOfRates({...options, spacing: 'open', steps: 5});
    expect(sample(rate, 6)).toEqual([1e-5, near(1e-4), near(1e-3), near(0.01), near(0.1), near(0.1)]);
  });

  it("leaves out the second point with Lightning's spacing", () => {
    const rate = rangeOfRates({...options, spacing: 'lightning', steps: 5});
    expect(sample(rate, 6)).toEqual([1e-5, near(1e-3), near(0.01), near(0.1), 1, 1]);
    expect(rate(0.5)).toBeCloseTo(1e-4, 14);
  });

  it('reaches exact ends and rises between them, whatever they are', () => {
    const end = fc.double({min: 1e-12, max: 1e6, noNaN: true});
    fc.assert(
      fc.property(
        end,
        end,
        anyStep,
        anyStep,
        fc.constantFrom('exponential', 'linear'),
        (a, b, s, t, scale) => {
          fc.pre(a < b);
          const rate = rangeOfRates({minLearningRate: a, maxLearningRate: b, scale});
          expect([rate(0), rate(99)]).toEqual([a, b]);
          expect(rate(Math.min(s, t))).toBeLessThanOrEqual(rate(Math.max(s, t)) * (1 + 1e-14));
        },
      ),
    );
  });

  const {range, type} = errorsOf('rangeOfRates');

  itRefuses(rangeOfRates, options, [
    [
      {minLearningRate: 0},
      range(
        '`minLearningRate` must be a finite number > 0, and below 10 unless `maxLearningRate` is given; got 0.',
      ),
    ],
    [
      {maxLearningRate: 1e-5},
      range('`maxLearningRate` must be a finite number above `minLearningRate`; got 0.00001.'),
    ],
    [
      {maxLearningRate: Infinity},
      range('`maxLearningRate` must be a finite number above `minLearningRate`; got Infinity.'),
    ],
    [{steps: 1}, range('`steps` must be an integer >= 2; got 1.')],
    [{steps: '9'}, type('`steps` must be an integer >= 2; got "9".')],
    [{scale: 'log'}, range("`scale` must be 'exponential' or 'linear'; got \"log\".")],
    [{spacing: 'torch'}, range("`spacing` must be 'closed' or 'open' or 'lightning'; got \"torch\".")],
    [{min_learning_rate: 1}, type('unknown option `min_learning_rate`; did you mean `minLearningRate`?')],
  ]);
});
