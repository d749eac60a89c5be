import {describe, expect, it} from '@jest/globals';
import {duration} from '../../src/internal/duration';

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [49, '0 s'],
    [50, '0.1 s'],
    [9949, '9.9 s'],
    [9950, '10 s'],
    [12_499, '12 s'],
    [59_499, '59 s'],
    [59_500, '1:00'],
    [65_000, '1:05'],
    [3_599_499, '59:59'],
    [3_599_500, '1:00:00'],
    [7_209_000, '2:00:09'],
    [360_000_000, '100:00:00'],
  ])('shows %d ms as %s', (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text);
  });
});
