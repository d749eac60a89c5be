import {describe, expect, it} from '@jest/globals';
import {piecewiseConstantDecay} from 'tfjs-callbacks';
import {itIsPure, itRefuses} from '../helpers/schedules';

const options = {boundaries: [2, 4.5], values: [1, 0.5, 0.1]};

describe('piecewiseConstantDecay', () => {
  itIsPure(piecewiseConstantDecay, options);

  it('still has the old value at a boundary, as Keras', () => {
    expect([0, 2, 2.01, 3, 4.5, 5, 2 ** 31].map(piecewiseConstantDecay(options))).toEqual([
      1, 1, 0.5, 0.5, 0.5, 0.1, 0.1,
    ]);
  });

  it('is constant without boundaries', () => {
    expect([0, 100].map(piecewiseConstantDecay({boundaries: [], values: [0.3]}))).toEqual([0.3, 0.3]);
  });

  itRefuses(piecewiseConstantDecay, options, [
    [
      {boundaries: [2]},
      new RangeError('piecewiseConstantDecay: `values` must be one more than `boundaries`; got 3 and 1.'),
    ],
    [
      {boundaries: [4, 2]},
      new RangeError('piecewiseConstantDecay: `boundaries` must be in rising order; got [4, 2].'),
    ],
    [
      {boundaries: ['1', 2]},
      new TypeError(
        'piecewiseConstantDecay: `boundaries` must be an array, each item a finite number; got ["1", 2].',
      ),
    ],
    [
      {boundaries: 2},
      new TypeError(
        'piecewiseConstantDecay: `boundaries` must be an array, each item a finite number; got 2.',
      ),
    ],
    [
      {values: [1, -1, 0]},
      new RangeError(
        'piecewiseConstantDecay: `values` must be an array, each item a finite number >= 0; got [1, -1, 0].',
      ),
    ],
    [
      {values: undefined},
      new TypeError(
        'piecewiseConstantDecay: `values` must be an array, each item a finite number >= 0; got undefined.',
      ),
    ],
    [{value: []}, new TypeError('piecewiseConstantDecay: unknown option `value`; did you mean `values`?')],
  ]);

  it('refuses a boundary that is NaN', () => {
    expect(() => piecewiseConstantDecay({boundaries: [NaN], values: [1, 2]})).toThrow(RangeError);
  });
});
