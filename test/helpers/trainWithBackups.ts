import * as tf from '@tensorflow/tfjs';
import {
  backupAndRestore,
  clipGradients,
  earlyStopping,
  exponentialDecay,
  learningRateMonitor,
  learningRateScheduler,
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
 * @returns What the model, its optimizer and the callbacks are then, bit for bit.
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

  const callbacks = [
    reduceLROnPlateau({monitor: 'loss', patience: 2, minDelta: 0.01, factor: 0.7}),
    number % 2 === 0
      ? learningRateScheduler((_epoch, learningRate) => 0.98 * learningRate)
      : learningRateScheduler({
          schedule: exponentialDecay({initialLearningRate: 0.05, decaySteps: 50, decayRate: 0.5}),
          by: 'step',
        }),
    weightAveraging({momentum: 0.9, swapOnEpoch: number % 2 === 0}),
    earlyStopping({monitor: 'val_loss', patience: 30}),
    learningRateMonitor(),
  ];
  const backup = folder && backupAndRestore({backupDir: folder, saveFreq: {epochs: 1 + (number % 2)}});
  const start = backup ? await backup.resume(model) : {};
  const options = {
    ...{epochs, verbose: 0, ...start},
    callbacks: [
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
  return JSON.stringify([stateOf(model), states]);
}

const [, script = '', number, folder] = process.argv;
if (/trainWithBackups\.[cm]?[jt]s$/.test(script)) {
  void trainWithBackups(Number(number), folder, () => process.stdout.write('epoch\n')).then((result) =>
    process.stdout.write(`${result}\n`),
  );
}
