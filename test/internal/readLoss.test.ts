import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {readLoss, readsLate} from '../../src/internal/readLoss';

describe('readsLate', () => {
  it.each([
    ['cpu', false],
    ['wasm', false],
    ['tensorflow', false],
    ['webgl', true],
    ['webgpu', true],
    ['rn-webgl', true],
  ])('is of %s %s', (backend, late) => {
    expect(readsLate(backend)).toBe(late);
  });
});

describe('readLoss', () => {
  it.each([false, true])('gives a number as it is, late or not (%s)', (late) => {
    expect(readLoss(0.5, late)).toBe(0.5);
  });

  it('gives the number of a tensor at once', () => {
    const loss = tf.scalar(0.5);
    expect(readLoss(loss, false)).toBe(0.5);
    expect(loss.isDisposed).toBe(false);
  });

  it('gives it late, when the tensor has been disposed, and leaves none', async () => {
    const before = tf.memory().numTensors;
    const loss = tf.scalar(0.5);
    const read = readLoss(loss, true);
    loss.dispose();
    expect(await read).toBe(0.5);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('leaves no tensor when it cannot be read', async () => {
    const before = tf.memory().numTensors;
    const loss = tf.scalar(0.5);
    const copy = loss.clone();
    copy.data = () => Promise.reject(new Error('lost'));
    loss.clone = () => copy as never;
    await expect(readLoss(loss, true)).rejects.toThrow('lost');
    loss.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
