import {beforeAll, describe, expect, it} from '@jest/globals';
import {memory, tensor, train} from '@tensorflow/tfjs';
import {seededShuffle} from '../../../../src/index.js';
import {useBackend} from '../../../../examples/common/backends/useBackend.js';
import {addingProblem} from '../../../../examples/clipping/data/addingProblem.js';
import {buildModel, length} from '../../../../examples/clipping/training/buildModel.js';
import {batchSize, runTraining, testSequences} from '../../../../examples/clipping/training/runTraining.js';
import {gradients, parameters} from '../../../../examples/clipping/training/trainings.js';

const job = {optimizer: 'Adam', clipping: 'globalNorm', seed: 1, updates: 25} as const;

// The example's own backend, three times as fast here.
beforeAll(() => useBackend('wasm'));

describe('runTraining', () => {
  it('gives the same curves for the same seed, and others for another, and leaves no tensor behind', async () => {
    const before = memory().numTensors;
    const curves = await runTraining(job);
    expect(curves.errors).toHaveLength(2);
    expect(curves.norms).toHaveLength(25);
    expect(curves.clipped).toEqual([0, curves.norms.filter((norm) => norm! > 1).length]);
    expect(await runTraining(job)).toEqual(curves);
    expect((await runTraining({...job, seed: 2})).norms).not.toEqual(curves.norms);
    expect(memory().numTensors).toBe(before);
  }, 60_000);

  it('without clipping is the training of the bare optimizer, bit for bit', async () => {
    const {errors} = await runTraining({...job, clipping: 'none'});
    const model = buildModel(train.adam(0.003), 1);
    const tensors = (sequences: number, seed: number) => {
      const {x, y} = addingProblem({sequences, length, seed});
      return [tensor(x, [sequences, length, 2]), tensor(y, [sequences, 1])] as const;
    };
    const [x, y] = tensors(25 * batchSize, 3001);
    const {history} = await model.fitDataset(seededShuffle(x, y, {batchSize, seed: 1}), {
      ...{epochs: 1, verbose: 0, validationBatchSize: testSequences},
      validationData: [...tensors(testSequences, 1)],
    });
    expect(errors[1]).toBe(history['val_loss']![0]);
  }, 60_000);

  it('records what is not finite as null', async () => {
    const {errors, norms} = await runTraining({...job, optimizer: 'SGD with momentum', clipping: 'none'});
    expect(errors[1]).toBeNull();
    expect(norms.at(-1)).toBeNull();
    expect(norms[0]).toBeGreaterThan(100);
  }, 60_000);
});

describe('buildModel', () => {
  it('has as many parameters and gradients as the thresholds are made for', () => {
    const model = buildModel(train.sgd(1), 1);
    expect([model.countParams(), model.trainableWeights.length]).toEqual([parameters, gradients]);
    model.dispose();
  });
});
