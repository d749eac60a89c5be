import {dispose, type Callback} from '@tensorflow/tfjs';
import {
  inverseTimeDecay,
  learningRateMonitor,
  learningRateScheduler,
  reduceLROnPlateau,
  seededShuffle,
} from 'tfjs-callbacks';
import {blobs} from '../data/blobs.js';
import {buildModel} from './buildModel.js';
import type {Curves, Training} from './Training.js';

/** Trains once. The same training, seed and number of epochs give the same curves on the same backend. */
export async function runTraining(training: Training, seed: number, epochs: number): Promise<Curves> {
  const {train, test} = blobs();
  const model = buildModel(training.optimizer, seed);
  const {history} = await model.fitDataset(
    seededShuffle(train.x, train.y, {batchSize: 32, seed: 3000 + seed}),
    {
      epochs,
      validationData: [test.x, test.y],
      validationBatchSize: 500,
      callbacks: callbacks(training),
      verbose: 0,
    },
  );
  model.optimizer.dispose();
  model.dispose();
  dispose([train.x, train.y, test.x, test.y]);
  return history as unknown as Curves;
}

function callbacks({decay, patience}: Training): Callback[] {
  const list: Callback[] = [learningRateMonitor({steps: false})];
  if (decay !== undefined) {
    const schedule = inverseTimeDecay({initialLearningRate: 0.01, decaySteps: 1, decayRate: decay});
    list.push(learningRateScheduler({schedule, by: 'step'}));
  }
  if (patience !== undefined) {
    list.push(reduceLROnPlateau({monitor: 'val_loss', factor: 0.1, minDelta: 1e-7, patience}));
  }
  return list;
}
