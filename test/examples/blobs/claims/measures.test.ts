import {describe, expect, it} from '@jest/globals';
import {drops} from '../../../../examples/blobs/claims/measures/drops.js';
import {epochsTo} from '../../../../examples/blobs/claims/measures/epochsTo.js';
import {level} from '../../../../examples/blobs/claims/measures/level.js';
import {reached} from '../../../../examples/blobs/claims/measures/reached.js';
import {settledAt} from '../../../../examples/blobs/claims/measures/settledAt.js';
import {spread} from '../../../../examples/blobs/claims/measures/spread.js';
import {summary} from '../../../../examples/common/claims/summary.js';

const flat = (length: number, value: number): number[] => Array.from({length}, () => value);

describe('level', () => {
  it('is the mean of the ten epochs up to the one asked for', () => {
    const curve = [...flat(90, 0), ...flat(10, 1)];
    expect(level(curve)).toBe(1);
    expect(level(curve, 95)).toBe(0.5);
    expect(level(curve, 90)).toBe(0);
  });
});

describe('spread', () => {
  it('is the standard deviation of the last 50 epochs alone', () => {
    expect(spread([...flat(150, 9), ...flat(25, 0), ...flat(25, 1)])).toBe(0.5);
    expect(spread(flat(200, 0.8))).toBeCloseTo(0, 12);
  });
});

describe('epochsTo', () => {
  it('is the epoch whose level reaches the goal', () => {
    expect(epochsTo([...flat(50, 0), ...flat(150, 1)], 1)).toBe(60);
    expect(epochsTo(flat(200, 1), 0.75)).toBe(10);
  });

  it('is one past the end when it is never reached', () => {
    expect(epochsTo(flat(200, 0.7), 0.75)).toBe(201);
  });
});

describe('reached', () => {
  it('is the highest level, not the highest value', () => {
    const curve = flat(200, 0.5);
    curve[20] = 1;
    expect(reached(curve)).toBeCloseTo(0.55, 12);
    expect(reached(curve, 20)).toBeCloseTo(0.5, 12);
  });
});

describe('settledAt', () => {
  it('is the first epoch from which the curve stays within 0.01', () => {
    expect(settledAt([...flat(40, 0.5), ...flat(160, 0.65)])).toBe(41);
    expect(settledAt(flat(200, 0.65))).toBe(1);
    expect(settledAt([...flat(199, 0.5), 0.8])).toBe(200);
  });
});

describe('drops', () => {
  it('counts how often a rate falls', () => {
    expect(drops([1, 1, 0.1, 0.1, 0.01])).toBe(2);
    expect(drops([1, 1])).toBe(0);
  });
});

describe('summary', () => {
  it('is the median and the range', () => {
    expect(summary([3, 1, 2])).toEqual({median: 2, min: 1, max: 3});
    expect(summary([4, 1, 3, 2])).toEqual({median: 2.5, min: 1, max: 4});
  });

  it('changes nothing that it is given', () => {
    expect(summary(Object.freeze([2, 1]))).toEqual({median: 1.5, min: 1, max: 2});
  });
});
