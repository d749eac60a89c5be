import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {readMetric} from '../../src/internal/metric';

describe('readMetric', () => {
  it.each([
    ['loss', {loss: 0.5}, 0.5],
    ['val_accuracy', {val_acc: 0.5}, 0.5],
    ['accuracy', {acc: 0.5}, 0.5],
    ['acc', {accuracy: 0.5}, 0.5],
    ['val_acc', {val_accuracy: 0.5}, 0.5],
    ['cls_accuracy', {cls_acc: 0.5}, 0.5],
    ['accuracy', {accuracy: 0.25, acc: 0.5}, 0.25],
    ['loss', {loss: 0}, 0],
    ['loss', {val_loss: 1}, undefined],
    ['macc', {maccuracy: 1}, undefined],
  ])('finds %s in %j', async (name, logs, value) => {
    expect(await readMetric(name, logs as tf.Logs)).toBe(value);
  });

  it('reads a tensor and leaves it alive', async () => {
    const before = tf.memory().numTensors;
    const loss = tf.scalar(0.5);
    expect(await readMetric('loss', {loss})).toBe(0.5);
    expect(loss.isDisposed).toBe(false);
    loss.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
