import {createHash} from 'node:crypto';
import {describe, expect, it} from '@jest/globals';
import {digits, split} from '../../../../examples/finder/mnist/digits.js';

describe('digits', () => {
  const {pixels, labels} = digits();

  it('reads 10,000 images of 784 pixels from 0 to 1, those of MNIST’s first 10,000', () => {
    expect(pixels).toHaveLength(10_000 * 784);
    expect(pixels.findIndex((pixel) => !(pixel >= 0 && pixel <= 1))).toBe(-1);
    const counts = Array.from({length: 10}, (_, digit) => labels.filter((label) => label === digit).length);
    expect(counts).toEqual([1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]);
  });

  it('has them in the order in which the other results were computed', () => {
    const sha256 = createHash('sha256').update(pixels).digest('hex');
    expect(sha256).toBe('66d3369c96e2eba9ba70f403dc70f4277838390daf7846c77370a41443875340');
  });
});

describe('split', () => {
  // Image i is all i / 20, and so says which it is.
  const labels = Int32Array.from({length: 20}, (_, i) => i);
  const pixels = Float32Array.from({length: 20 * 784}, (_, i) => Math.floor(i / 784) / 20);
  const sizes = {train: 12, validation: 3, test: 5};

  it('takes each image once at most, with its label', () => {
    const parts = split({pixels, labels}, sizes, 1);
    const all = Object.values(parts).flatMap((part) => [...part.labels]);
    expect(all.sort((a, b) => a - b)).toEqual([...labels]);
    for (const part of Object.values(parts)) {
      part.labels.forEach((label, i) => {
        expect(new Set(part.pixels.subarray(i * 784, (i + 1) * 784))).toEqual(
          new Set([Math.fround(label / 20)]),
        );
      });
    }
  });

  it('takes as many as it is told', () => {
    const {train, test} = split({pixels, labels}, {train: 2, test: 1}, 1);
    expect([train.labels.length, train.pixels.length, test.labels.length]).toEqual([2, 2 * 784, 1]);
  });

  it('is decided by the seed', () => {
    expect(split({pixels, labels}, sizes, 1)).toEqual(split({pixels, labels}, sizes, 1));
    expect(split({pixels, labels}, sizes, 2).train.labels).not.toEqual(
      split({pixels, labels}, sizes, 1).train.labels,
    );
  });
});
