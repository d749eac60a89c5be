import {describe, expect, it} from '@jest/globals';
import {quantile} from '../../src/internal/quantile.js';

describe('quantile', () => {
  it.each([
    [0, 1],
    [0.25, 2],
    [0.5, 3],
    [0.6, 3.8],
    [0.99, 9.8],
    [1, 10],
  ])('at %d of five values lies between two of them, as NumPy has it', (fraction, want) => {
    expect(quantile([1, 2, 3, 5, 10], fraction)).toBeCloseTo(want, 12);
  });

  it('is the only one of one, and undefined of none', () => {
    expect(quantile([7], 0.99)).toBe(7);
    expect(quantile([], 0.5)).toBeUndefined();
  });

  it('is not NaN beside or between infinite values', () => {
    expect(quantile([1, Infinity], 0.5)).toBe(Infinity);
    expect(quantile([1, Infinity, Infinity], 0.75)).toBe(Infinity);
  });

  it('leaves what it is given as it was', () => {
    expect(quantile(Object.freeze([1, 2]), 0.5)).toBe(1.5);
  });
});
