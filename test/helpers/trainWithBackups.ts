import * as tf from '@tensorflow/tfjs';
import {
  bestSnapshot,
  backupAndRestore,
  clipGradients,
  earlyStopping,
  exponentialDecay,
  lambdaCallback,
  learningRateMonitor,
  learningRateScheduler,
  recoverOnDivergence,
  reduceLROnPlateau,
  seededShuffle,
  weightAveraging,
} from 'tfjs-callbacks';
import {stateOf} from '../state/models';
import {optimizers} from './optimizers';

const epochs = 40;
const dense = (units: number, seed: number) =>
  tf.layers.dense({units, kernelInitializer: tf.initializers.glorotUniform({seed})});

/** Another model, optimizer, list of callbacks and way to give data for each number. */
export const trainings = optimizers.length;

/**
 * One of several trainings, from the beginning, or from the backups in a folder, to its end.
 *
 * @returns What the model and its optimizer are at the end and after it, and the callbacks, bit for bit.
 */
async function trainWithBackups(
  number: number,
  folder?: string,
  onEpoch: () => void = () => {},
): Promise<string> {
  const x = tf.randomUniform<tf.Rank.R2>([6, 3], -1, 1, 'float32', 1);
  const y = tf.randomUniform<tf.Rank.R2>([6, 1], -1, 1, 'float32', 2);
  const model = tf.sequential({
    layers: [
      tf.layers.inputLayer({inputShape: [3]}),
      dense(4, 1),
      tf.layers.batchNormalization(),
      dense(1, 2),
    ],
  });
  const [, make] = optimizers[number % trainings]!;
  const optimizer = number % 3 === 2 ? clipGradients(make(0.05), {globalNorm: 0.5}) : make(0.05);
  model.compile({optimizer, loss: 'meanSquaredError'});

  const recovers = number % 4 > 1;
  const callbacks = [
    // An average would take the NaN in.
    recovers
      ? recoverOnDivergence({factor: 0.9, maxRetries: 20, snapshotFreq: number % 2 === 0 ? 'epoch' : 2})
      : weightAveraging({momentum: 0.9, swapOnEpoch: number % 2 === 0}),
    reduceLROnPlateau({
      ...{monitor: 'loss', patience: 2, minDelta: 0.01, factor: 0.7},
      ...(number % 3 === 1 && {restoreBestWeights: bestSnapshot}),
    }),
    number % 2 === 0
      ? learningRateScheduler((_epoch, learningRate) => 0.98 * learningRate)
      : learningRateScheduler({
          schedule: exponentialDecay({initialLearningRate: 0.05, decaySteps: 50, decayRate: 0.5}),
          by: 'step',
        }),
    // The best epoch is one of the first.
    earlyStopping({
      ...{monitor: 'val_loss', minDelta: 0.1, patience: 35, restoreBestWeights: true},
      with: number % 3 === 0 ? 'state' : 'weights',
    }),
    learningRateMonitor(),
  ];
  const backup = folder && backupAndRestore({backupDir: folder, saveFreq: {epochs: 1 + (number % 2)}});
  const start = backup ? await backup.resume(model) : {};
  let atEnd: unknown;
  const watching = lambdaCallback({onTrainEnd: () => void (atEnd = stateOf(model))});
  const spoiling = lambdaCallback({
    onEpochBegin: (epoch) =>
      recovers &&
      epoch % 8 >= 6 &&
      model.setWeights(model.getWeights().map(({shape}) => tf.fill(shape, NaN))),
  });
  const options = {
    ...{epochs, verbose: 0, ...start},
    callbacks: [
      watching,
      spoiling,
      ...callbacks.slice(0, 2),
      ...(backup ? [backup] : []),
      ...callbacks.slice(2),
      new tf.CustomCallback({onEpochEnd: onEpoch}),
    ],
  };
  const validationData: [tf.Tensor2D, tf.Tensor2D] = [x, y];
  if (number % 2 === 0) {
    await model.fit(x, y, {...options, validationData, batchSize: 2, shuffle: false});
  } else {
    const batches = seededShuffle(x, y, {batchSize: 2, seed: number, ...start});
    const validation = tf.data.zip({xs: tf.data.array([x]), ys: tf.data.array([y])});
    await model.fitDataset(batches, {
      ...options,
      validationData: validation,
    });
  }
  const states = callbacks.map((callback) => callback.getState());
  return JSON.stringify([atEnd, stateOf(model), states]);
}

const [, script = '', number, folder] = process.argv;
if (/trainWithBackups\.[cm]?[jt]s$/.test(script)) {
  void trainWithBackups(Number(number), folder, () => process.stdout.write('epoch\n')).then((result) =>
    process.stdout.write(`${result}\n`),
  );
}
