import {describe, expect, it} from '@jest/globals';
import {argmin} from '../../../src/finder/suggestions/argmin.js';

describe('argmin', () => {
  it('finds the first of the smallest values', () => {
    expect(argmin([3, 1, 2, 1])).toBe(1);
    expect(argmin([5])).toBe(0);
    expect(argmin([0, -Infinity, Infinity])).toBe(1);
  });

  it('finds the first NaN before all others, as numpy does', () => {
    expect(argmin([3, NaN, -Infinity, NaN])).toBe(1);
  });
});
