import {dispose} from '@tensorflow/tfjs';
import {findLearningRate, seededShuffle, type LearningRateFinderResult} from 'tfjs-callbacks';
import {blobs} from '../../blobs/data/blobs.js';
import {buildModel} from '../../blobs/training/buildModel.js';

/** A range test as it comes, and one that takes its time over the rates at which something happens. */
export const tests = {
  'by default, 100 batches from 1e-7 to 10': {},
  '800 batches from 1e-4 to 1': {minLearningRate: 1e-4, maxLearningRate: 1, steps: 800},
} as const;

export type Test = keyof typeof tests;

/** Tests the tutorial's model, with the first weights and the batches of the training of the same seed. */
export async function find(test: Test, seed: number): Promise<LearningRateFinderResult> {
  const {train, test: held} = blobs();
  const model = buildModel({learningRate: 0.01}, seed);
  const batches = seededShuffle(train.x, train.y, {batchSize: 32, seed: 3000 + seed});
  const result = await findLearningRate(model, batches, tests[test]);
  model.optimizer.dispose();
  model.dispose();
  dispose([train.x, train.y, held.x, held.y]);
  return result;
}
