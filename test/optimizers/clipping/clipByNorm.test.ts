import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {clipByNorm} from '../../../src/optimizers/clipping/clipByNorm';
import {kept, tries} from '../../helpers/backend';
import {differing, unless} from '../../helpers/differing';
import {forms, kernelsOf, normOf, values} from './tensorOnly';

/** Numbers of float32 over all its range but for what the norm of them could leave. */
const entry = fc
  .tuple(fc.double({min: -1, max: 1, noNaN: true}), fc.integer({min: -30, max: 30}))
  .map(([mantissa, exponent]) => kept(Math.fround(mantissa * 10 ** exponent)));
const entries = fc.array(entry, {minLength: 1, maxLength: 12});
const threshold = fc.integer({min: -30, max: 30}).map((exponent) => 10 ** exponent);

describe.each(forms)('clipByNorm %s', (_, run) => {
  const clip = async (list: number[], norm: number) => {
    const tensor = tf.tensor1d(list);
    const clipped = await run(() => clipByNorm(tensor, norm));
    return values(clipped);
  };

  it('makes the norm the threshold, and keeps the shape and the direction', async () => {
    const tensor = tf.tensor2d([[3], [-4]]);
    const clipped = await run(() => clipByNorm(tensor, 2.5));
    expect(clipped.shape).toEqual([2, 1]);
    expect(values(clipped)).toEqual([1.5, -2]);
    expect(values(tensor)).toEqual([3, -4]);
  });

  it('leaves a norm at the threshold or below with the same bits', async () => {
    expect(await clip([3, 4], 5)).toEqual([3, 4]);
    const odd = [0.1, -0.7, 1e-7].map(Math.fround);
    for (let i = 1; i < tries(200); i += 1) expect(await clip(odd, i * 0.71)).toEqual(odd);
  });

  differing('subnormals')(
    'takes any numbers of float32: the norm, the direction and what is within',
    async () => {
      await fc.assert(
        fc.asyncProperty(entries, threshold, async (list, norm) => {
          const before = Math.hypot(...list);
          // A smaller factor is none of float32.
          fc.pre(norm / before > 2 ** -126);
          const clipped = await clip(list, norm);
          if (before <= norm * (1 - 1e-6)) expect(clipped).toEqual(list);
          expect(Math.hypot(...clipped)).toBeLessThanOrEqual(norm * (1 + 1e-6));
          const scale = Math.min(1, norm / before);
          for (const [i, value] of clipped.entries()) {
            expect(Math.abs(value - list[i]! * scale)).toBeLessThanOrEqual(
              1e-6 * Math.abs(list[i]! * scale) + 2 ** -126,
            );
          }
        }),
        {numRuns: tries(300), seed: 11},
      );
    },
  );

  it.each([1e25, 1e-25])('neither overflows nor vanishes at %d', async (size) => {
    const [a, b] = await clip([3 * size, 4 * size], size);
    expect(a! / size).toBeCloseTo(0.6, 6);
    expect(b! / size).toBeCloseTo(0.8, 6);
  });

  it('has nothing to clip in zeros, a scalar 0 and an empty tensor', async () => {
    expect(await clip([0, 0], 1)).toEqual([0, 0]);
    expect(values(await run(() => clipByNorm(tf.scalar(0), 1)))).toEqual([0]);
    expect(values(await run(() => clipByNorm(tf.zeros([0, 3]), 1)))).toEqual([]);
  });

  it('turns an infinite entry to NaN and the others to 0, and all to NaN where one is', async () => {
    expect((await clip([1, -Infinity, 2], 1)).map((value) => value + 0)).toEqual([0, NaN, 0]);
    expect(await clip([1, NaN, 2], 1)).toEqual([NaN, NaN, NaN]);
    expect(await clip([1, NaN, Infinity], 1)).toEqual([NaN, NaN, NaN]);
  });

  it('clips to the smallest and the largest number of float32 where the threshold is beyond', async () => {
    expect(await clip([0, 0], 1e-60)).toEqual([0, 0]);
    expect(Math.hypot(...(await clip([3, 4], 1e-60)))).toBeLessThan(2e-38);
    expect(await clip([3, 4], 1e60)).toEqual([3, 4]);
  });

  it('leaves one tensor', async () => {
    const tensor = tf.tensor1d([3, 4]);
    for (const norm of [1, 9]) {
      const before = tf.memory().numTensors;
      const clipped = await run(() => clipByNorm(tensor, norm));
      expect(tf.memory().numTensors).toBe(before + 1);
      clipped.dispose();
      expect(values(tensor)).toEqual([3, 4]);
    }
  });
});

describe('clipByNorm', () => {
  differing('composedClip')('runs 11 kernels in tensors only', async () => {
    const tensor = tf.ones([2, 3]);
    expect(await kernelsOf(() => clipByNorm(tensor, 1))).toEqual(
      'Abs Max ClipByValue RealDiv Square Sum Sqrt Multiply Maximum RealDiv Multiply'.split(' '),
    );
  });

  unless('cloneCopies')('copies nothing where there is nothing to clip and the buffer can be read', () => {
    const tensor = tf.tensor1d([3, 4]);
    const before = tf.memory().numDataBuffers;
    clipByNorm(tensor, 5);
    expect(tf.memory().numDataBuffers).toBe(before);
  });

  unless('noBuffers')('comes to one result in both forms', async () => {
    const tensor = tf.randomNormal([40, 50], 0, 1, 'float32', 1);
    const [buffers, tensors] = await Promise.all(forms.map(([, run]) => run(() => clipByNorm(tensor, 0.3))));
    expect(normOf([tf.sub(buffers!, tensors!)])).toBeLessThan(1e-7);
    expect(normOf([buffers!])).toBeCloseTo(0.3, 6);
  });

  it.each([
    [0, 'clipByNorm: `norm` must be a finite number > 0; got 0.'],
    [-1, 'clipByNorm: `norm` must be a finite number > 0; got -1.'],
    [NaN, 'clipByNorm: `norm` must be a finite number > 0; got NaN.'],
    [Infinity, 'clipByNorm: `norm` must be a finite number > 0; got Infinity.'],
  ])('rejects the norm %d', (norm, message) => {
    expect(() => clipByNorm(tf.scalar(1), norm)).toThrow(new RangeError(message));
  });

  it('rejects what is no number and what is no tensor', () => {
    expect(() => clipByNorm(tf.scalar(1), '1' as never)).toThrow(
      new TypeError('clipByNorm: `norm` must be a finite number > 0; got "1".'),
    );
    expect(() => clipByNorm([3, 4] as never, 1)).toThrow(
      new TypeError('clipByNorm: `tensor` must be a float32 tensor; got [3, 4].'),
    );
    expect(() => clipByNorm(tf.scalar(1, 'int32'), 1)).toThrow(
      new TypeError('clipByNorm: `tensor` must be a float32 tensor; got an instance of Tensor.'),
    );
    expect(() => clipByNorm(null as never, 1)).toThrow(
      new TypeError('clipByNorm: `tensor` must be a float32 tensor; got null.'),
    );
  });
});
