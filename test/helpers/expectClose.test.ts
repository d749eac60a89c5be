import {describe, expect, it} from '@jest/globals';
import {expectClose, isClose} from './expectClose.js';

const tolerance = {relTol: 1e-3, absTol: 0};

describe('isClose', () => {
  it('allows absTol + relTol·|want|', () => {
    expect(isClose(1001, 1000, tolerance)).toBe(true);
    expect(isClose(1002, 1000, tolerance)).toBe(false);
    expect(isClose(1e-4, 0, {relTol: 0, absTol: 1e-3})).toBe(true);
  });

  it('lets NaN and infinities equal only themselves', () => {
    expect(isClose(NaN, NaN, tolerance)).toBe(true);
    expect(isClose(Infinity, Infinity, tolerance)).toBe(true);
    expect(isClose(1, Infinity, tolerance)).toBe(false);
    expect(isClose(NaN, 1, tolerance)).toBe(false);
    expect(isClose(-Infinity, Infinity, tolerance)).toBe(false);
  });
});

describe('expectClose', () => {
  it('names the place of the first difference', () => {
    expect(() => expectClose({a: [1, 2.1]}, {a: [1, 2]}, tolerance, 'case')).toThrow(
      'case[a][1]: got 2.1, want 2',
    );
  });

  it('wants equal lengths, and equality of all that is not a number', () => {
    expect(() => expectClose([1], [1, 2], tolerance)).toThrow('value: got 1 entries, want 2');
    expect(() => expectClose(null, 0, tolerance)).toThrow('value: got null, want 0');
    expectClose([null, 'min', true], [null, 'min', true], tolerance);
  });
});
