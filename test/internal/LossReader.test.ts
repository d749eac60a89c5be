import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {LossReader, patienceOn} from '../../src/internal/LossReader';

describe('LossReader', () => {
  it.each([
    ['cpu', 0],
    ['wasm', 0],
    ['tensorflow', 0],
    ['webgl', 4],
    ['webgpu', 4],
  ])('on %s waits for a loss %i batches late', (backend, patience) => {
    expect(patienceOn(backend)).toBe(patience);
  });

  it.each([0, 3])('with patience %i gives all losses in order, and leaves no tensor', async (patience) => {
    const before = tf.memory().numTensors;
    const reader = new LossReader(patience);
    const seen: number[] = [];
    const waiting: number[] = [];
    for (let batch = 0; batch < 6; batch++) {
      const loss = tf.scalar(batch);
      reader.add(loss);
      loss.dispose();
      for (let next = reader.next(); next; next = reader.next()) seen.push(await next);
      waiting.push(batch + 1 - seen.length);
    }
    expect(waiting).toEqual([0, 1, 2, 3, 4, 5].map((batch) => Math.min(batch + 1, patience)));
    for (let next = reader.next(true); next; next = reader.next(true)) seen.push(await next);
    expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('takes numbers, where another callback has read the loss', async () => {
    const reader = new LossReader(0);
    reader.add(0.5);
    expect(await reader.next()).toBe(0.5);
  });
});
