import {describe, expect, it} from '@jest/globals';
import {gradient} from '../../../src/finder/suggestions/gradient.js';
import {near} from '../../helpers/schedules';

describe('gradient', () => {
  it('is one-sided at the ends and central between them', () => {
    expect(gradient([1, 2, 4, 7, 11])).toEqual([1, 1.5, 2.5, 3.5, 4]);
    expect(gradient([3, 1])).toEqual([-2, -2]);
  });

  it('is exact for a parabola between the ends, whatever the distances', () => {
    const xs = [0, 1, 3, 3.5, 10];
    const slopes = gradient(
      xs.map((x) => x ** 2),
      xs,
    );
    expect(slopes).toEqual([1, near(2), near(6), near(7), 13.5]);
  });
});
