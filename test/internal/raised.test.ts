import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {raised} from '../../src/internal/raised';

describe('raised', () => {
  it('has exact ends, and is the base itself for exponent 1', () => {
    for (const exponent of [0.1, 0.5, 1, 2, 7])
      expect([0, 1].map((base) => raised(base, exponent))).toEqual([0, 1]);
    expect([0.1, 0.3, 1e-300].map((base) => raised(base, 1))).toEqual([0.1, 0.3, 1e-300]);
  });

  it('is a power', () => {
    const number = fc.double({min: 1e-3, max: 10, noNaN: true});
    fc.assert(
      fc.property(number, number, (base, exponent) => {
        expect(raised(base, exponent) / base ** exponent).toBeCloseTo(1, 12);
      }),
    );
  });
});
