import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import {adaptiveGradClip} from '../../../src/optimizers/clipping/adaptiveGradClip';
import {clipByGlobalNorm} from '../../../src/optimizers/clipping/clipByGlobalNorm';
import {clipByNorm} from '../../../src/optimizers/clipping/clipByNorm';
import {clipByValue} from '../../../src/optimizers/clipping/clipByValue';
import {values} from './tensorOnly';

beforeAll(async () => {
  await tf.setBackend('wasm');
});
afterAll(async () => {
  await tf.setBackend('cpu');
});

describe('on wasm', () => {
  it('clipByValue keeps NaN, which tf.clipByValue does not', () => {
    const tensor = tf.tensor1d([NaN, 3]);
    expect(values(tf.clipByValue(tensor, -1, 1))).toEqual([-1, 1]);
    expect(values(clipByValue(tensor, 1))).toEqual([NaN, 1]);
  });

  it('clipByNorm and clipByGlobalNorm scale, leave what is within to the bit, and keep NaN', () => {
    const tensor = tf.tensor2d([[3, 4]]);
    expect(values(clipByNorm(tensor, 2.5))).toEqual([1.5, 2]);
    expect(values(clipByNorm(tensor, 5))).toEqual([3, 4]);
    expect(clipByNorm(tf.scalar(4), 1).shape).toEqual([]);
    expect(values(clipByNorm(tf.tensor1d([NaN, 3]), 1))).toEqual([NaN, NaN]);
    const {clipped, globalNorm} = clipByGlobalNorm<tf.Tensor>([tensor, tf.scalar(12)], 6.5);
    expect(clipped.flatMap(values)).toEqual([1.5, 2, 6]);
    expect(values(globalNorm)).toEqual([13]);
  });

  it('adaptiveGradClip clips each column', () => {
    const weight = tf.tensor2d([3, 0, 6, 4, 0, 8], [2, 3]);
    const gradient = tf.tensor2d([30, 0, 3, -40, 2, 4], [2, 3]);
    const before = tf.memory().numTensors;
    const clipped = adaptiveGradClip(gradient, weight, {clipping: 0.5, epsilon: 1});
    expect(tf.memory().numTensors).toBe(before + 1);
    expect(values(clipped)).toEqual([1.5, 0, 3, -2, 0.5, 4]);
  });
});
