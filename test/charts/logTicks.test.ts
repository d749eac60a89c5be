import {describe, expect, it} from '@jest/globals';
import {logTicks} from '../../src/charts/logTicks.js';

describe('logTicks', () => {
  it('gives the powers of ten, both ends included', () => {
    expect(logTicks(1e-7, 1e-2)).toEqual([1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2]);
    expect(logTicks(2e-4, 5)).toEqual([1e-3, 1e-2, 1e-1, 1]);
  });

  it('fills short axes with twos and fives', () => {
    expect(logTicks(3e-4, 1e-2)).toEqual([5e-4, 1e-3, 2e-3, 5e-3, 1e-2]);
    expect(logTicks(2, 5)).toEqual([2, 5]);
  });

  it('skips powers where there would be too many', () => {
    const ticks = logTicks(1e-100, 1);
    expect(ticks.length).toBeLessThanOrEqual(9);
    expect(ticks.at(-1)).toBe(1);
  });
});
