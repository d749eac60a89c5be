import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {mulberry32} from '../../src/internal/mulberry32';
import {permutation} from '../../src/internal/permutation';

describe('permutation', () => {
  it('has every number once, and is the same for the same seed', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({min: 1, max: 2 ** 32 - 1}), (n, seed) => {
        const order = permutation(n, mulberry32(seed));
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({length: n}, (_, i) => i));
        expect(permutation(n, mulberry32(seed))).toEqual(order);
      }),
    );
  });

  it('puts every number everywhere equally often', () => {
    const rounds = 6000;
    const seen = Array.from({length: 3}, () => [0, 0, 0]);
    for (let seed = 1; seed <= rounds; seed++) {
      permutation(3, mulberry32(seed)).forEach((value, place) => (seen[place]![value]! += 1));
    }
    for (const count of seen.flat()) expect(Math.abs(count / rounds - 1 / 3)).toBeLessThan(0.03);
  });
});
