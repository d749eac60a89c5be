import {dispose, tidy, type Scalar} from '@tensorflow/tfjs';
import {learningRateMonitor, seededShuffle} from 'tfjs-callbacks';
import {buildModel, type Kind} from './buildModel.js';
import {sizes, type Data} from './data.js';
import {schedulers, type Scheduler} from './schedulers.js';

export const batchSize = 32;
export const batchesPerEpoch = sizes.train / batchSize;
/** Batches between two looks at the validation set. */
export const batchesPerCheck = 25;
const checksPerEpoch = batchesPerEpoch / batchesPerCheck;

export interface TrainOptions {
  kind: Kind;
  /** The rate that was found. */
  rate: number;
  seed: number;
  epochs: number;
}

export interface Run {
  scheduler: Scheduler;
  seed: number;
  /** The rate of each batch. */
  learningRates: number[];
  /** Validation accuracy at each check. */
  accuracies: number[];
  /** At the end. */
  testAccuracy: number;
  /** How long the training took, checks included. */
  seconds: number;
}

/** Trains once. Trainings of one seed have the same first weights and the same batches. */
export async function train(
  scheduler: Scheduler,
  {train: rows, validation, test}: Data,
  {kind, rate, seed, epochs}: TrainOptions,
): Promise<Run> {
  const model = buildModel(kind, rate, seed);
  const monitor = learningRateMonitor();
  const start = performance.now();
  // To tfjs an epoch is what lies between two checks: so the plateau has more than three to look at.
  const {history} = await model.fitDataset(seededShuffle(rows.x, rows.y, {batchSize, seed}).repeat(), {
    epochs: epochs * checksPerEpoch,
    batchesPerEpoch: batchesPerCheck,
    validationData: [validation.x, validation.y],
    validationBatchSize: sizes.validation,
    callbacks: [schedulers[scheduler](rate), monitor],
    verbose: 0,
  });
  const seconds = (performance.now() - start) / 1000;
  const [, accuracy] = model.evaluate(test.x, test.y, {batchSize: 500}) as Scalar[];
  const testAccuracy = tidy(() => accuracy!.dataSync()[0]!);
  dispose(accuracy!);
  model.optimizer.dispose();
  model.dispose();
  return {
    scheduler,
    seed,
    learningRates: [...monitor.steps.learningRate],
    accuracies: history.val_acc as number[],
    testAccuracy,
    seconds,
  };
}
