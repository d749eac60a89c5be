import {describe, expect, it} from '@jest/globals';
import {fastaiPart} from '../../../src/finder/suggestions/fastaiPart.js';

const count = (length: number): number[] => Array.from({length}, (_, i) => i + 1);

describe('fastaiPart', () => {
  it('leaves out a tenth of the steps asked for and the last five', () => {
    expect(fastaiPart([count(20), count(20)], 25)[0]).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(fastaiPart([count(4), count(4)], 4)).toEqual([[], []]);
  });

  it('ends in front of the first NaN, not of an infinity', () => {
    const losses = count(20).map((one) => (one === 5 ? Infinity : one > 8 ? NaN : one));
    expect(fastaiPart([count(20), losses], 20)).toEqual([
      [3, 4, 5, 6, 7, 8],
      [3, 4, Infinity, 6, 7, 8],
    ]);
  });
});
