import {describe, expect, it} from '@jest/globals';
import {geometricSum} from '../../src/internal/geometricSum';

describe('geometricSum', () => {
  it.each([
    [2, [0, 1, 3, 7, 15, 31]],
    [3, [0, 1, 4, 13, 40, 121]],
    [1.5, [0, 1, 2.5, 4.75, 8.125, 13.1875]],
    [1, [0, 1, 2, 3, 4, 5]],
  ])('of %d has the terms added up one by one', (factor, sums) => {
    expect([0, 1, 2, 3, 4, 5].map((terms) => geometricSum(factor, terms))).toEqual(sums);
  });

  it('is exact where a float can hold the result', () => {
    for (let halves = 2n; halves <= 100n; halves++) {
      for (let [sum, terms] = [1n, 1n]; sum < 2n ** 53n && terms < 60n; terms++) {
        const exact = Number(sum) / 2 ** Number(terms - 1n);
        expect(geometricSum(Number(halves) / 2, Number(terms))).toBe(exact);
        sum = sum * 2n + halves ** terms;
      }
    }
  });

  it('is the number of terms when all are 1, as far as integers go', () => {
    for (const terms of [2 ** 31, 2 ** 52 + 1, 2 ** 53 - 1]) expect(geometricSum(1, terms)).toBe(terms);
  });

  it('of infinitely many terms is infinite', () => {
    expect([1, 2].map((factor) => geometricSum(factor, Infinity))).toEqual([Infinity, Infinity]);
    expect(geometricSum(2, 5000)).toBe(Infinity);
  });
});
