import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {power} from '../../src/internal/power';

describe('power', () => {
  it('is 1 for exponent 0, whatever the base', () => {
    expect([0, 0.1, 2, Infinity].map((base) => power(base, 0))).toEqual([1, 1, 1, 1]);
  });

  it('is exact where a float can hold the result', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(60), (halves, exponent) => {
        const numerator = BigInt(halves) ** BigInt(exponent);
        fc.pre(numerator < 2n ** 53n);
        expect(power(halves / 2, exponent)).toBe(Number(numerator) / 2 ** exponent);
      }),
    );
  });

  it('is as good as ** elsewhere, far exponents too', () => {
    fc.assert(
      fc.property(fc.double({min: 0, max: 1, noNaN: true}), fc.nat(2 ** 31 - 1), (base, exponent) => {
        expect(power(base, exponent)).toBeCloseTo(base ** exponent, 6);
      }),
    );
    expect(power(1, 2 ** 52)).toBe(1);
    expect(power(0.5, 2 ** 52)).toBe(0);
  });
});
