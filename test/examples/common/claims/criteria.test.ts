import {describe, expect, it} from '@jest/globals';
import {above, about, atLeast, atMost, below, exactly} from '../../../../examples/common/claims/criteria.js';
import {percent, points, rate, ratio, whole} from '../../../../examples/common/claims/formats.js';

describe('criteria', () => {
  it.each([
    [atLeast(1), [0, 1, 1]],
    [atMost(1), [1, 1, 0]],
    [above(1), [0, 0, 1]],
    [below(1), [1, 0, 0]],
    [exactly(1), [0, 1, 0]],
  ])('score 0, 1 and 2 (%#)', (criterion, scores) => {
    expect([0, 1, 2].map(criterion.score)).toEqual(scores);
  });

  it('say themselves as the claim writes its numbers', () => {
    expect(atLeast(0.75).text(percent)).toBe('at least 75.0\u00a0%');
    expect(about(4e-4, 4e-5).text(rate)).toBe('3.60e−4 to 4.40e−4 (partly: 3.20e−4 to 4.80e−4)');
  });
});

describe('formats', () => {
  it('write numbers as people read them', () => {
    expect([percent(0.8341), points(-0.0123), points(-0.0001), ratio(1.234), rate(0.000476)]).toEqual([
      '83.4\u00a0%',
      '−1.2\u00a0points',
      '0.0\u00a0points',
      '1.23',
      '4.76e−4',
    ]);
    expect([whole(201), whole(17.5)]).toEqual(['201', '17.5']);
  });
});
