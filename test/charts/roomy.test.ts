import {describe, expect, it} from '@jest/globals';
import {roomy} from '../../src/charts/roomy.js';

describe('roomy', () => {
  it('has room around the values and 0', () => {
    expect(roomy([2, 10, 4], 'linear')).toEqual([-0.5, 10.5]);
    expect(roomy([-10, -2], 'linear')).toEqual([-10.5, 0.5]);
  });

  it('leaves 0 out when all values are far from it', () => {
    expect(roomy([15, 25], 'linear')).toEqual([14.5, 25.5]);
  });

  it('shows a single value over 0, and a line at 0 in the middle', () => {
    expect(roomy([10, 10], 'linear')).toEqual([-0.5, 10.5]);
    expect(roomy([0, 0], 'linear')).toEqual([-0.05, 0.05]);
  });

  it('has room by a factor on a log axis', () => {
    const [low, high] = roomy([1e-4, NaN, 1e-2], 'log');
    expect(low).toBeCloseTo(1e-4 * 10 ** -0.1, 12);
    expect(high).toBeCloseTo(1e-2 * 10 ** 0.1, 12);
    expect(roomy([4], 'log')).toEqual([2, 8]);
  });

  it('stays positive and finite over the widest log axis', () => {
    const [low, high] = roomy([5e-324, 1], 'log');
    expect(low).toBeGreaterThan(0);
    expect(high).toBeLessThan(Infinity);
  });

  it('gives ends to a log axis without values', () => {
    expect(roomy([NaN], 'log')).toEqual([0.1, 1]);
  });
});
