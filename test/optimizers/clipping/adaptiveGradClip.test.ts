import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {adaptiveGradClip} from '../../../src/optimizers/clipping/adaptiveGradClip';
import {kept, tries} from '../../helpers/backend';
import {differing} from '../../helpers/differing';
import {forms, kernelsOf, values} from './tensorOnly';

/** The norms of the columns of a matrix with three columns. */
const columns = (list: readonly number[]) =>
  [0, 1, 2].map((column) => Math.hypot(...list.filter((_, i) => i % 3 === column)));

describe.each(forms)('adaptiveGradClip %s', (_, run) => {
  const clip = async (gradient: tf.Tensor, weight: tf.Tensor, clipping: number, epsilon: number) => {
    const clipped = await run(() => adaptiveGradClip(gradient, weight, {clipping, epsilon}));
    expect(clipped.shape).toEqual(gradient.shape);
    return values(clipped);
  };

  it('clips each column of a matrix to a fraction of its weights, epsilon at least', async () => {
    const weight = tf.tensor2d([3, 0, 6, 4, 0, 8], [2, 3]);
    const gradient = tf.tensor2d([30, 0, 3, -40, 2, 4], [2, 3]);
    // The columns' weights have norms 5, 0 and 10: limits 2.5, 0.5 and 5.
    expect(await clip(gradient, weight, 0.5, 1)).toEqual([1.5, 0, 3, -2, 0.5, 4]);
  });

  it('takes the filters of a convolution, and a vector and a scalar as a whole', async () => {
    const weight = tf.ones([1, 2, 2, 2]);
    const gradient = tf.tensor4d([4, 1, 4, 1, 4, 1, 4, 1], [1, 2, 2, 2]);
    expect(await clip(gradient, weight, 1, 0.1)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    expect(await clip(tf.tensor1d([6, 8]), tf.tensor1d([3, 4]), 1, 0.1)).toEqual([3, 4]);
    expect(await clip(tf.scalar(-8), tf.scalar(2), 0.5, 0.1)).toEqual([-1]);
  });

  it.each([[[1, 2]], [[2, 1, 2]], [[1, 2, 1, 1, 2]]])(
    'takes the slices of the last axis of any shape with more than one, such as %j',
    async (shape) => {
      const size = shape.reduce((product, length) => product * length);
      const weight = tf.ones(shape);
      const gradient = tf.tensor(
        Array.from({length: size}, (_entry, i) => (i % 2 ? 0.5 : 8)),
        shape,
      );
      // Each unit's weights have the norm √(size / 2): only the first unit's gradient is larger.
      expect(await clip(gradient, weight, 1, 0.1)).toEqual(
        Array.from({length: size}, (_entry, i) => (i % 2 ? 0.5 : 1)),
      );
    },
  );

  it('scales to the limit a gradient that is tiny too', async () => {
    const [a, b] = await clip(tf.tensor1d([3e-8, 4e-8]), tf.zeros([2]), 1e-2, 1e-6);
    expect([a! / 6e-9, b! / 8e-9]).toEqual([expect.closeTo(1, 5), expect.closeTo(1, 5)]);
  });

  differing('subnormals')(
    'keeps each unit within its limit and its direction, and its bits when it is within',
    async () => {
      const entries = fc.array(
        fc.double({min: -10, max: 10, noNaN: true}).map((value) => kept(Math.fround(value))),
        {
          minLength: 12,
          maxLength: 12,
        },
      );
      await fc.assert(
        fc.asyncProperty(entries, entries, async (list, weights) => {
          const clipped = await clip(tf.tensor2d(list, [4, 3]), tf.tensor2d(weights, [4, 3]), 0.7, 1e-3);
          const limits = columns(weights).map((norm) => 0.7 * Math.max(norm, 1e-3));
          const before = columns(list);
          for (const [unit, norm] of columns(clipped).entries()) {
            expect(norm).toBeLessThanOrEqual(limits[unit]! * (1 + 1e-6));
            if (before[unit]! <= limits[unit]! * (1 - 1e-6)) expect(norm).toBe(before[unit]);
          }
          for (const [i, value] of clipped.entries()) {
            const want = list[i]! * Math.min(1, limits[i % 3]! / before[i % 3]!);
            expect(Math.abs(value - (list[i] ? want : 0))).toBeLessThanOrEqual(1e-6 * Math.abs(want) + 1e-37);
          }
        }),
        {numRuns: tries(200), seed: 11},
      );
    },
  );

  it.each([1e25, 1e-25])('neither overflows nor vanishes at %d', async (size) => {
    const [a, b] = await clip(
      tf.tensor1d([30 * size, 40 * size]),
      tf.tensor1d([3 * size, 4 * size]),
      1,
      1e-30,
    );
    expect(a! / size).toBeCloseTo(3, 5);
    expect(b! / size).toBeCloseTo(4, 5);
  });

  it('keeps NaN and an infinite entry to their unit', async () => {
    const gradient = tf.tensor2d([NaN, 1, Infinity, 1, 1, 1], [2, 3]);
    const clipped = await clip(gradient, tf.ones([2, 3]), 10, 1e-3);
    expect(clipped).toEqual([NaN, 1, NaN, NaN, 1, 0]);
  });

  it('does nothing to zeros and to nothing, with an epsilon that float32 does not hold either', async () => {
    expect(await clip(tf.zeros([2]), tf.zeros([2]), 0.01, 1e-60)).toEqual([0, 0]);
    expect(await clip(tf.zeros([0, 2]), tf.zeros([0, 2]), 0.01, 1e-3)).toEqual([]);
  });

  it('leaves one tensor', async () => {
    const gradient = tf.ones([2, 3]);
    const before = tf.memory().numTensors;
    const clipped = await run(() => adaptiveGradClip(gradient, gradient, {clipping: 0.5, epsilon: 1}));
    expect(tf.memory().numTensors).toBe(before + 1);
    clipped.dispose();
  });
});

describe('adaptiveGradClip', () => {
  differing('composedClip')('runs 21 kernels in tensors only', async () => {
    const tensor = tf.ones([2, 3]);
    const kernels = await kernelsOf(() => adaptiveGradClip(tensor, tensor, {clipping: 0.5, epsilon: 1}));
    expect(kernels).toHaveLength(21);
  });
});
