import {describe, expect, it} from '@jest/globals';
import {constant} from 'tfjs-callbacks';

describe('constant', () => {
  it('is the same at every step', () => {
    expect([0, 0.5, 1, 1e6, 2 ** 31].map(constant(0.01))).toEqual(Array(5).fill(0.01));
  });

  it.each([
    [-1, RangeError, '-1'],
    [NaN, RangeError, 'NaN'],
    [Infinity, RangeError, 'Infinity'],
    ['1', TypeError, '"1"'],
    [undefined, TypeError, 'undefined'],
  ])('refuses %p', (value, kind, shown) => {
    expect(() => constant(value as number)).toThrow(
      new kind(`constant: \`value\` must be a finite number >= 0; got ${shown}.`),
    );
  });
});
