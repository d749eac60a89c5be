import {describe, expect, it} from '@jest/globals';
import {objective} from '../../src/internal/objective';

describe('objective', () => {
  it.each([
    ['min', 'abs', 0.5, 1, {better: 0.49, same: 0.5, worse: 0.6}],
    ['max', 'abs', 0.5, 1, {better: 1.51, same: 1.5, worse: 1.4}],
    ['min', 'rel', 0.25, 2, {better: 1.49, same: 1.5, worse: 1.6}],
    ['max', 'rel', 0.25, 2, {better: 2.51, same: 2.5, worse: 2.4}],
  ] as const)(
    '%s %s: a change of exactly minDelta is none',
    (direction, thresholdMode, minDelta, best, values) => {
      const improves = objective({direction, thresholdMode, minDelta});
      expect(improves(values.better, best)).toBe(true);
      expect(improves(values.same, best)).toBe(false);
      expect(improves(values.worse, best)).toBe(false);
    },
  );

  it('takes any number for better than none, but never NaN', () => {
    const improves = objective({direction: 'min', thresholdMode: 'abs', minDelta: 1});
    expect(improves(1e9, null)).toBe(true);
    expect(improves(Infinity, null)).toBe(true);
    expect(improves(NaN, null)).toBe(false);
    expect(improves(NaN, 1)).toBe(false);
  });
});
