import {dispose, LayersModel, type data, type TensorContainer} from '@tensorflow/tfjs';
import {rowsRule, seededShuffle, tensorsOf, type Rows} from '../data/seededShuffle.js';
import {check, checkOptions, positiveCount, uint32} from '../internal/check.js';
import {twoCopies} from '../internal/twoCopies.js';
import {captureTrainingState} from '../state/captureTrainingState.js';
import {finderRules, LearningRateFinder, type LearningRateFinderOptions} from './LearningRateFinder.js';
import type {LearningRateFinderResult} from './LearningRateFinderResult.js';
import {Shield} from './Shield.js';

const owner = 'findLearningRate';

/** Options of `findLearningRate`. */
export interface FindLearningRateOptions extends LearningRateFinderOptions {
  /** Rows in a batch, of tensors; a data set has its own batches. @defaultValue 32 */
  batchSize?: number;
  /** Decides the order of the rows, of tensors; an integer from 0 to 2^32 - 1. @defaultValue 1 */
  seed?: number;
}

/** A data set as `fitDataset` takes it. */
export type TrainingData = data.Dataset<TensorContainer>;

/**
 * Finds out which learning rates suit a model and its data: a short training with a rising rate, after which the model is
 * what it was, to the last bit.
 *
 * Weights, optimizer, rate, `history`, `stopTraining` and the number of tensors are as before, however the test ends: at
 * the end of the range, with a diverging loss, with NaN in the first step, aborted, or with an error that the data set or
 * `onProgress` throws, which is passed on. (Of batches that do not fit the model tfjs itself may leave tensors; all else is
 * as before then, too.) The same seed gives the same curve. `Math.random` is not used.
 *
 * @param model - A compiled model.
 * @param x - Inputs, or a data set of batches, which may be shorter than the test (it is begun again) or endless; where
 * it stands afterwards is its own matter.
 * @param y - Targets, with inputs.
 * @returns The curve and what it suggests, frozen.
 * @throws RangeError or TypeError when an option breaks its rule or does not exist, when the model is not compiled, or when
 * it is of another copy of tfjs.
 *
 * @example
 * ```ts
 * const {recommendation, losses} = await findLearningRate(model, x, y, {maxLearningRate: 1, batchSize: 4});
 * if (recommendation.learningRate !== undefined) setLearningRate(model.optimizer, recommendation.learningRate);
 * losses.length <= 100; // true
 * ```
 *
 * @see {@link https://arxiv.org/abs/1506.01186 | Smith, 2015}
 */
export async function findLearningRate(
  model: LayersModel,
  x: Rows,
  y: Rows,
  options?: FindLearningRateOptions,
): Promise<LearningRateFinderResult>;
export async function findLearningRate(
  model: LayersModel,
  dataset: TrainingData,
  options?: FindLearningRateOptions,
): Promise<LearningRateFinderResult>;
export async function findLearningRate(
  model: LayersModel,
  x: Rows | TrainingData,
  ...rest: (Rows | FindLearningRateOptions | undefined)[]
): Promise<LearningRateFinderResult> {
  const isDataset = typeof (Object(x) as {iterator?: unknown}).iterator === 'function';
  const options = ((isDataset ? rest[0] : rest[1]) ?? {}) as FindLearningRateOptions;
  check(owner, 'model', model, {
    must: 'a compiled tf.LayersModel or tf.Sequential',
    kind: (value) => typeof (Object(value) as LayersModel).fitDataset === 'function',
    test: (one: LayersModel) => Boolean(one.optimizer),
  });
  if (!(model instanceof LayersModel)) throw twoCopies(owner, 'model');
  if (!isDataset) {
    check(owner, 'x', x, rowsRule);
    check(owner, 'y', rest[0], rowsRule);
  }
  checkOptions(owner, options, {
    ...finderRules(options),
    batchSize: positiveCount,
    seed: uint32,
  });
  const {batchSize = 32, seed = 1, onProgress, ...test} = options;
  const shield = new Shield(model);
  const finder = new LearningRateFinder({
    ...test,
    ...(onProgress && {onProgress: shield.beside(onProgress)}),
  });
  // Of a batch or more each: so many epochs are enough, and the finder ends them.
  const epochs = Math.max(test.epochs ?? test.steps ?? 100, 2);
  const args = {epochs, verbose: 0, callbacks: finder};

  const before = captureTrainingState(model);
  let rows: {xs: Rows; ys: Rows} | undefined;
  try {
    if (isDataset) {
      await model.fitDataset(shield.around(x as TrainingData), args);
    } else {
      rows = await inRandomOrder(x as Rows, rest[0] as Rows, seed);
      await model.fit(rows.xs, rows.ys, {...args, batchSize, shuffle: false});
    }
  } finally {
    dispose(rows);
    finder.restore();
    before.restore();
    before.dispose();
  }
  shield.rethrow();
  return finder.result!;
}

/** All rows in an order that the seed decides, as tensors of their own. */
async function inRandomOrder(x: Rows, y: Rows, seed: number): Promise<{xs: Rows; ys: Rows}> {
  const batchSize = Math.max(tensorsOf(x)[0]!.shape[0], 1);
  const batches = await seededShuffle(x, y, {batchSize, seed}).iterator();
  const first = await batches.next();
  return first.value as {xs: Rows; ys: Rows};
}
