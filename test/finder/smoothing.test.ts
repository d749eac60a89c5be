import {describe, expect, it} from '@jest/globals';
import {smoothing, type Smoothed} from '../../src/finder/smoothing.js';
import {near} from '../helpers/schedules';

function smoothed(losses: number[], ...[beta, correction]: Parameters<typeof smoothing>): number[] {
  const next = smoothing(beta, correction);
  let state: Smoothed | undefined;
  return losses.map((loss) => (state = next(state, loss)).value);
}

describe('smoothing', () => {
  it('is the weighted mean of the losses so far', () => {
    expect(smoothed([4, 1, 8], 0.5, 'exact')).toEqual([
      4,
      near((4 + 2 * 1) / 3),
      near((4 + 2 * 1 + 4 * 8) / 7),
    ]);
  });

  it('keeps a constant loss from the first one on', () => {
    expect(smoothed([3, 3, 3, 3], 0.98, 'exact')).toEqual([near(3), near(3), near(3), near(3)]);
    expect(smoothed([3, 3, 3], 0.98, 'none')).toEqual([3, near(3), near(3)]);
  });

  it('begins with the first loss without correction', () => {
    expect(smoothed([4, 0, 0], 0.5, 'none')).toEqual([4, 2, 1]);
  });

  it("begins with half the first loss in Lightning's way", () => {
    expect(smoothed([4, 4, 4], 0.5, 'lightning')).toEqual([near(8 / 3), near(24 / 7), near(56 / 15)]);
  });

  it('is the loss itself with beta 0', () => {
    for (const correction of ['exact', 'none', 'lightning'] as const) {
      expect(smoothed([4, 1, 7], 0, correction)).toEqual([4, 1, 7]);
    }
  });

  it('leaves the state before as it was', () => {
    const next = smoothing(0.9, 'exact');
    const first = Object.freeze(next(undefined, 1));
    expect([next(first, 5), next(first, 5)]).toEqual([next(first, 5), {...next(first, 5), count: 2}]);
  });
});
