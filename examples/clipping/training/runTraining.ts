import {CustomCallback, dispose, tensor, tidy, type Scalar, type Tensor} from '@tensorflow/tfjs';
import {clipGradients, seededShuffle} from 'tfjs-callbacks';
import {addingProblem} from '../data/addingProblem.js';
import {buildModel, length} from './buildModel.js';
import type {Curves, Job} from './Job.js';
import {clippings, optimizers} from './trainings.js';

export const batchSize = 20;
/** Updates between two looks at the test sequences. */
export const updatesPerCheck = 25;
export const testSequences = 500;

/** Trains once. Trainings of one seed have the same first weights and the same batches; no sequence comes twice. */
export async function runTraining({
  optimizer,
  clipping,
  seed,
  updates,
}: Omit<Job, 'backend'>): Promise<Curves> {
  const train = tensors(updates * batchSize, 3000 + seed);
  const test = tensors(testSequences, 1);
  const clipped = clipGradients(optimizers[optimizer](), clippings[clipping]);
  const model = buildModel(clipped, seed);
  const before = model.evaluate(test.x, test.y, {batchSize: testSequences}) as Scalar;
  const counts = [0];

  // To tfjs an epoch is what lies between two checks.
  const {history} = await model.fitDataset(seededShuffle(train.x, train.y, {batchSize, seed}).repeat(), {
    epochs: updates / updatesPerCheck,
    batchesPerEpoch: updatesPerCheck,
    validationData: [test.x, test.y],
    validationBatchSize: testSequences,
    callbacks: new CustomCallback({
      onEpochEnd: async () => {
        counts.push((await clipped.stats()).clipped);
      },
    }),
    verbose: 0,
  });
  const {norms} = await clipped.stats();
  const errors = [tidy(() => before.dataSync()[0]!), ...(history['val_loss'] as number[])];
  dispose([before, train, test] as never);
  model.optimizer.dispose();
  model.dispose();
  return {errors: errors.map(finite), norms: norms.map(finite), clipped: counts};
}

function tensors(sequences: number, seed: number): {x: Tensor; y: Tensor} {
  const {x, y} = addingProblem({sequences, length, seed});
  return {x: tensor(x, [sequences, length, 2]), y: tensor(y, [sequences, 1])};
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
