import {describe, expect, it} from '@jest/globals';
import {twoDigits} from '../../src/internal/twoDigits.js';

describe('twoDigits', () => {
  it.each([
    [0.012345, '0.012'],
    [0.001, '0.001'],
    [0.0009999999999999998, '0.001'],
    [0.00099, '9.9e-4'],
    [1e-7, '1e-7'],
    [4.56e-7, '4.6e-7'],
    [10, '10'],
    [126, '130'],
    [999, '1e3'],
  ])('shows %d as %s', (value, text) => {
    expect(twoDigits(value)).toBe(text);
  });
});
