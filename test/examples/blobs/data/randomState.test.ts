import {describe, expect, it} from '@jest/globals';
import {randomState} from '../../../../examples/blobs/data/randomState.js';

describe('randomState', () => {
  it('keeps the second normal of a pair for the next call, whatever is called between', () => {
    const plain = randomState(5);
    const pair = [plain.normal(0, 1), plain.normal(0, 1)];
    const interrupted = randomState(5);
    const first = interrupted.normal(0, 1);
    interrupted.uniform(0, 1);
    expect([first, interrupted.normal(0, 1)]).toEqual(pair);
  });

  it('permutes: each index once', () => {
    expect(
      randomState(1)
        .permutation(50)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({length: 50}, (_, i) => i));
    expect(randomState(1).permutation(0)).toEqual([]);
  });

  it('draws integers up to the greatest, which is included', () => {
    const random = randomState(1);
    const drawn = new Set(Array.from({length: 200}, () => random.interval(4)));
    expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it.each([-1, 1.5, 2 ** 32, NaN])('rejects the seed %p', (seed) => {
    expect(() => randomState(seed)).toThrow(
      new RangeError(`randomState: \`seed\` must be an integer from 0 to 4294967295; got ${seed}.`),
    );
  });
});
