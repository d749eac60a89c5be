import {describe, expect, it} from '@jest/globals';
import {memory} from '@tensorflow/tfjs';
import {runTraining} from '../../../../examples/blobs/training/runTraining.js';
import type {Training} from '../../../../examples/blobs/training/Training.js';

const plain: Training = {name: 'lr=1e-1', optimizer: {learningRate: 0.1}};

describe('runTraining', () => {
  it('gives the same curves for the same seed, bit for bit, and others for another', async () => {
    const curves = await runTraining(plain, 1, 2);
    expect(await runTraining(plain, 1, 2)).toEqual(curves);
    expect((await runTraining(plain, 2, 2)).loss).not.toEqual(curves.loss);
  });

  it('records five curves, a number an epoch', async () => {
    const curves = await runTraining(plain, 1, 3);
    expect(Object.keys(curves).sort()).toEqual(['acc', 'learning_rate', 'loss', 'val_acc', 'val_loss']);
    for (const curve of Object.values(curves)) expect(curve).toHaveLength(3);
    expect(curves.learning_rate).toEqual([0.1, 0.1, 0.1]);
    expect(curves.loss[2]).toBeLessThan(curves.loss[0]!);
  });

  it('decays the rate with each of the 16 updates of an epoch', async () => {
    const {learning_rate} = await runTraining({...plain, optimizer: {learningRate: 0.01}, decay: 0.1}, 1, 2);
    expect(learning_rate[0]).toBeCloseTo(0.01 / (1 + 0.1 * 15), 12);
    expect(learning_rate[1]).toBeCloseTo(0.01 / (1 + 0.1 * 31), 12);
  });

  it('reduces the rate when the validation loss stalls', async () => {
    const {learning_rate} = await runTraining(
      {...plain, optimizer: {learningRate: 0.01}, patience: 1},
      1,
      12,
    );
    expect(learning_rate[0]).toBe(0.01);
    expect(learning_rate.at(-1)).toBeLessThan(0.01);
  });

  it('trains the same with SGD by name, with its rate, and with momentum 0', async () => {
    const byName = await runTraining({name: 'a', optimizer: 'sgd'}, 1, 2);
    const byRate = await runTraining({name: 'b', optimizer: {learningRate: 0.01}}, 1, 2);
    const still = await runTraining({name: 'c', optimizer: {learningRate: 0.01, momentum: 0}}, 1, 2);
    expect(byRate).toEqual(byName);
    expect(still).toEqual(byName);
  });

  it('leaves no tensor behind', async () => {
    const before = memory().numTensors;
    await runTraining({name: 'adam', optimizer: 'adam'}, 1, 1);
    await runTraining(plain, 1, 1);
    expect(memory().numTensors).toBe(before);
  });
});
