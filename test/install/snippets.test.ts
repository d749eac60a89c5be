import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {getLearningRate} from 'tfjs-callbacks';
import {install, type ClipFunctions} from 'tfjs-callbacks/install';
import {temporaryFolder} from '../helpers/temporaryFolder';

const folder = temporaryFolder();
let undo = (): void => {};

beforeAll(() => {
  undo = install(tf);
});
afterAll(() => undo());

beforeEach(() => {
  jest.spyOn(console, 'log').mockImplementation(() => {});
  jest.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

const xs = tf.randomUniform([16, 3], -1, 1, 'float32', 1);
const ys = xs.sum(1, true);

function regression(optimizer: tf.Optimizer = tf.train.sgd(0.1)): tf.Sequential {
  const model = tf.sequential();
  const kernelInitializer = tf.initializers.glorotUniform({seed: 1});
  model.add(tf.layers.dense({inputShape: [3], units: 1, kernelInitializer}));
  model.compile({optimizer, loss: 'meanSquaredError'});
  return model;
}

/** The last rate of a fit. */
const rateAfter = (model: tf.Sequential) => getLearningRate(model.optimizer);

// Calls as they are found in projects that took them for tfjs's own.
describe('with install, what people write for tfjs runs:', () => {
  it('early stopping and a plateau on the loss, as variables in a list', async () => {
    const model = regression(tf.train.adam(0.001));
    const earlyStop = tf.callbacks.earlyStopping({monitor: 'loss', patience: 5});
    const reduceLR = tf.callbacks.reduceLROnPlateau({monitor: 'loss', factor: 0.5, patience: 3});
    const {epoch} = await model.fit(xs, ys, {
      ...{epochs: 12, shuffle: true, verbose: 0},
      callbacks: [earlyStop, reduceLR],
    });
    expect(epoch).toHaveLength(12);
    expect(earlyStop.best!.epoch).toBe(11);
    expect(rateAfter(model)).toBe(0.001);
  });

  it('a plateau with minLr, beside an early stopping that restores', async () => {
    const model = regression(tf.train.sgd(0));
    const earlyStopping = tf.callbacks.earlyStopping({
      monitor: 'val_loss',
      patience: 10,
      restoreBestWeights: true,
      minDelta: 0.0001,
    });
    const reduceLROnPlateau = tf.callbacks.reduceLROnPlateau({
      monitor: 'val_loss',
      factor: 0.5,
      patience: 5,
      minLr: 1e-6,
    });
    const {epoch} = await model.fit(xs, ys, {
      ...{epochs: 30, validationSplit: 0.25, shuffle: true, verbose: 0},
      callbacks: [earlyStopping, reduceLROnPlateau],
    });
    expect(epoch).toHaveLength(11);
    expect(earlyStopping.stopped!.reason).toBe('patience');
  });

  it('callbacks with a patience alone', async () => {
    const model = regression();
    const {history} = await model.fit(xs, ys, {
      ...{epochs: 3, validationSplit: 0.25, verbose: 0},
      callbacks: [tf.callbacks.earlyStopping({patience: 5}), tf.callbacks.reduceLROnPlateau({patience: 3})],
    });
    expect(history['learning_rate']).toEqual([0.1, 0.1, 0.1]);
  });

  it('early stopping on a metric that there is not', async () => {
    const callbacks = [
      tf.callbacks.earlyStopping({monitor: 'val_auc', patience: 10, restoreBestWeights: true}),
    ];
    const {epoch} = await regression().fit(xs, ys, {epochs: 2, validationSplit: 0.2, verbose: 0, callbacks});
    expect(epoch).toHaveLength(2);
    expect(jest.mocked(console.warn).mock.calls.flat()).toContain(
      'EarlyStopping: there is no metric `val_auc`; there are: val_loss, loss.',
    );
  });

  it('early stopping with the options of tfjs', async () => {
    const stopping = tf.callbacks.earlyStopping({
      monitor: 'loss',
      patience: 1,
      minDelta: 100,
      verbose: 1,
      mode: 'min',
    });
    const {epoch} = await regression().fit(xs, ys, {epochs: 9, verbose: 0, callbacks: stopping});
    expect(epoch).toHaveLength(2);
    expect(console.log).toHaveBeenCalled();
  });

  it('a scheduler of the epoch and of the rate before', async () => {
    const model = regression(tf.train.adam());
    const halves = tf.callbacks.learningRateScheduler((epoch, lr) => lr * 0.5 ** epoch);
    await model.fit(xs, ys, {epochs: 3, batchSize: 32, verbose: 0, callbacks: [halves]});
    expect(rateAfter(model)).toBe(0.001 / 8);
  });

  it('a scheduler of the epoch alone, in steps of ten', async () => {
    const model = regression(tf.train.sgd(0.001));
    const initialLearningRate = 0.001;
    const lrSchedule = tf.callbacks.learningRateScheduler((epoch) => {
      return initialLearningRate * Math.pow(0.95, Math.floor(epoch / 10));
    });
    await model.fit(xs, ys, {epochs: 11, verbose: 0, callbacks: lrSchedule});
    expect(rateAfter(model)).toBe(0.001 * 0.95);
  });

  it('a decay with its options in a row, as rate of adam, with betas', async () => {
    const learningRateSchedule = tf.train.exponentialDecay(0.0006, 1000, 0.95, true);
    const model = regression(tf.train.adam(learningRateSchedule, 0.9, 0.98));
    await model.fit(xs, ys, {epochs: 2, verbose: 0});
    expect(rateAfter(model)).toBe(0.0006);
    expect(model.optimizer.getConfig()).toMatchObject({optimizer: {config: {beta1: 0.9, beta2: 0.98}}});
  });

  it('a decay of three numbers, as rate of adam', async () => {
    const learningRate = tf.train.exponentialDecay(0.001, 2, 0.5);
    const optimizer = tf.train.adam(learningRate);
    await regression(optimizer).fit(xs, ys, {epochs: 3, verbose: 0});
    expect(getLearningRate(optimizer)).toBe(0.0005);
  });

  it('a decay of four numbers as in TensorFlow 1, as rate of adamax', async () => {
    const learningRate = tf.train.exponentialDecay(0.001, 0, 100, 0.96);
    const model = regression(tf.train.adamax(learningRate));
    await model.fit(xs, ys, {epochs: 3, verbose: 0});
    expect(rateAfter(model)).toBeCloseTo(0.001 * 0.96 ** 0.02, 15);
  });

  it('a checkpoint of the best model', async () => {
    const filepath = join(folder(), 'lstm_best.h5');
    const checkpoint = tf.callbacks.modelCheckpoint({filepath, monitor: 'val_loss', saveBestOnly: true});
    await regression().fit(xs, ys, {epochs: 2, validationSplit: 0.25, verbose: 0, callbacks: [checkpoint]});
    expect(existsSync(filepath)).toBe(true);
  });

  it("a checkpoint with Keras's other options", async () => {
    const filepath = join(folder(), 'best-1.h5');
    const callbacks = [
      tf.callbacks.modelCheckpoint({
        filepath,
        saveBestOnly: true,
        monitor: 'loss',
        saveWeightsOnly: false,
        verbose: 1,
      }),
    ];
    await regression().fit(xs, ys, {epochs: 1, verbose: 0, callbacks});
    expect(existsSync(filepath)).toBe(true);
  });

  it('a checkpoint with its path in front', async () => {
    const filepath = `file://${join(folder(), 'checkpoint')}`;
    await regression().fit(xs, ys, {
      ...{epochs: 1, verbose: 0, validationSplit: 0.25},
      callbacks: [
        tf.callbacks.earlyStopping({patience: 10, restoreBestWeights: true}),
        tf.callbacks.modelCheckpoint(filepath, {saveBestOnly: true}),
      ],
    });
    expect(existsSync(join(folder(), 'checkpoint'))).toBe(true);
    expect(() => tf.callbacks.modelCheckpoint(join(folder(), 'checkpoint'))).not.toThrow();
  });

  it('gradients clipped by their global norm, as a pair', () => {
    const {clipByGlobalNorm} = tf as unknown as ClipFunctions;
    const {numTensors} = tf.memory();
    const gradients = [tf.tensor1d([3, 0]), tf.scalar(4)];
    const pair = clipByGlobalNorm(gradients, 2.5);
    let clipped = gradients;
    clipped = pair[0];
    expect(Array.from(clipped[0]!.dataSync())).toEqual([1.5, 0]);
    expect(pair[1].dataSync()[0]).toBe(5);
    if (pair[1] && typeof pair[1].dispose === 'function') pair[1].dispose();
    tf.dispose([gradients, clipped]);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('gradients of a loop clipped by their global norm, taken apart', () => {
    const weight = tf.variable(tf.tensor1d([0, 0]));
    const optimizer = tf.train.sgd(1);
    const {clipByGlobalNorm} = tf as unknown as ClipFunctions;
    const {grads} = tf.variableGrads(() => weight.mul([3, 4]).sum(), [weight]);
    const [clippedGrads, globalNorm] = clipByGlobalNorm(Object.values(grads), 1);
    const clippedMap: tf.NamedTensorMap = {};
    Object.keys(grads).forEach((name, i) => {
      clippedMap[name] = clippedGrads[i]!;
    });
    optimizer.applyGradients(clippedMap);
    expect(globalNorm.dataSync()[0]).toBe(5);
    expect(Array.from(weight.dataSync())).toEqual([expect.closeTo(-0.6, 6), expect.closeTo(-0.8, 6)]);
    weight.dispose();
  });

  it('gradients clipped one by one', () => {
    const {clipByNorm} = tf as unknown as ClipFunctions;
    const clipped = [tf.tensor1d([3, 4]), tf.tensor1d([0.5, 0])].map((grad) => clipByNorm(grad, 1.0));
    expect(clipped.map((one) => Array.from(one.dataSync()))).toEqual([
      [expect.closeTo(0.6, 6), expect.closeTo(0.8, 6)],
      [0.5, 0],
    ]);
  });
});

describe('with install, what cannot be meant is an error that says what to write:', () => {
  it('a metric of which nobody knows the direction', () => {
    expect(() => tf.callbacks.earlyStopping({monitor: 'val_kappa', restoreBestWeights: true})).toThrow(
      /^EarlyStopping: `mode` must be 'min' or 'max' for `val_kappa`, which 'auto' does not know/,
    );
  });

  it('the options of Python', () => {
    expect(() => tf.callbacks.reduceLROnPlateau({min_lr: 1e-6} as object)).toThrow(
      new TypeError('ReduceLROnPlateau: unknown option `min_lr`; did you mean `minLr`?'),
    );
  });
});
