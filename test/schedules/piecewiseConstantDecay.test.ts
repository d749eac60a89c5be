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

  const boundaries =
    'piecewiseConstantDecay: `boundaries` must be an array of finite numbers in rising order; got ';
  const values =
    'piecewiseConstantDecay: `values` must be an array of finite numbers >= 0, one more than `boundaries`; got ';

  itRefuses(piecewiseConstantDecay, options, [
    [{boundaries: [4, 2]}, new RangeError(`${boundaries}[4, 2].`)],
    [{boundaries: ['1', 2]}, new RangeError(`${boundaries}["1", 2].`)],
    [{boundaries: 2}, new TypeError(`${boundaries}2.`)],
    [{boundaries: undefined}, new TypeError(`${boundaries}undefined.`)],
    [{boundaries: [2]}, new RangeError(`${values}[1, 0.5, 0.1].`)],
    [{values: [1, -1, 0]}, new RangeError(`${values}[1, -1, 0].`)],
    [{values: [1, NaN, 0]}, new RangeError(`${values}[1, NaN, 0].`)],
    [{values: ['1', 0.5, 0.1]}, new RangeError(`${values}["1", 0.5, 0.1].`)],
    [{values: [1, null, 0]}, new RangeError(`${values}[1, null, 0].`)],
    [{values: undefined}, new TypeError(`${values}undefined.`)],
    [{value: []}, new TypeError('piecewiseConstantDecay: unknown option `value`; did you mean `values`?')],
  ]);

  it('misses the boundaries first, whatever is given first', () => {
    expect(() => piecewiseConstantDecay({values: [1]} as never)).toThrow(
      new TypeError(`${boundaries}undefined.`),
    );
  });

  it('refuses a boundary that is NaN', () => {
    expect(() => piecewiseConstantDecay({boundaries: [NaN], values: [1, 2]})).toThrow(RangeError);
  });
});
