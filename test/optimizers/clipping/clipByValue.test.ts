import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {clipByValue} from '../../../src/optimizers/clipping/clipByValue';
import {forms, kernelsOf, values} from './tensorOnly';

describe.each(forms)('clipByValue %s', (_, run) => {
  it('brings each entry between −value and value, keeps the others to the bit, and NaN', async () => {
    const odd = Math.fround(0.1);
    const tensor = tf.tensor2d([
      [-3, -0.5, NaN, odd],
      [Infinity, -Infinity, 0, 0.5],
    ]);
    const before = tf.memory().numTensors;
    const clipped = await run(() => clipByValue(tensor, 0.5));
    expect(tf.memory().numTensors).toBe(before + 1);
    expect(clipped.shape).toEqual([2, 4]);
    expect(values(clipped)).toEqual([-0.5, -0.5, NaN, odd, 0.5, -0.5, 0, 0.5]);
    expect(values(tensor)[0]).toBe(-3);
  });

  it('does nothing with a value beyond float32, and does not lose one below', async () => {
    const tensor = tf.tensor1d([1e38, 0]);
    expect(values(await run(() => clipByValue(tensor, 1e60)))).toEqual(values(tensor));
    expect(values(await run(() => clipByValue(tensor, 1e-60)))).toEqual([2 ** -126, 0]);
  });
});

describe('clipByValue', () => {
  it('runs 2 kernels in tensors only', async () => {
    const tensor = tf.ones([2, 3]);
    expect(await kernelsOf(() => clipByValue(tensor, 1))).toEqual(['Maximum', 'Minimum']);
  });
});
