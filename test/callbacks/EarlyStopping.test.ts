import {afterEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {
  combine,
  EarlyStopping,
  earlyStopping,
  getLearningRate,
  learningRateScheduler,
  reduceLROnPlateau,
  type EarlyStoppingOptions,
  type EarlyStoppingState,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';
import {stopEpoch, stoppingTrace} from '../helpers/stoppingTrace';
import {mixed, stateOf} from '../state/models';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('EarlyStopping', () => {
  it.each([0, 1, 2, 3])('with patience %i stops as Keras', async (patience) => {
    const losses = [10, 9, 8, 9, 8.9, 8.8, 8.7, 8.6, 8.5];
    expect(await stopEpoch(losses, {patience})).toBe(Math.max(patience, 1) + 2);
  });

  it.each<[number[], EarlyStoppingOptions, number | undefined]>([
    [[0.1, 0.2], {}, 1],
    [[0.1, 0.1], {}, 1],
    [[0.2, 0.1], {}, undefined],
    [[0.8, 0.75], {minDelta: 0.1}, 1],
    [[0.8, 0.69], {minDelta: 0.1}, undefined],
    [[0.8, 0.75], {minDelta: -0.1}, 1],
    [[0.8, 0.9], {monitor: 'acc'}, undefined],
    [[0.9, 0.8], {monitor: 'acc'}, 1],
    [[0.8, 0.9], {mode: 'max'}, undefined],
    [[0.8, 0.85], {mode: 'max', minDelta: 0.1}, 1],
    [[0.8, 0.85], {mode: 'max', minDelta: -0.1}, 1],
    [[0.8, 0.95], {mode: 'max', minDelta: -0.1}, undefined],
    [[0.2, 0.3, 0.4], {patience: 2}, 2],
    [[0.2, 0.3, 0.1, 0.2, 0.2], {patience: 2}, 4],
  ])('of %j with %j stops after epoch %s', async (metrics, options, epoch) => {
    expect(await stopEpoch(metrics, options)).toBe(epoch);
  });

  it.each([
    ['val_mse', 'min'],
    ['loss', 'min'],
    ['hinge', 'min'],
    ['acc', 'max'],
    ['val_accuracy', 'max'],
    ['f1_score', 'max'],
  ])('with mode auto knows that less or more of %s is better: %s', async (monitor, mode) => {
    expect(await stopEpoch([1, 2, 3], {monitor})).toBe(mode === 'max' ? undefined : 1);
    expect(await stopEpoch([3, 2, 1], {monitor})).toBe(mode === 'max' ? 1 : undefined);
    expect(await stopEpoch([1, 2, 3], {monitor, mode: 'max'})).toBeUndefined();
    expect(await stopEpoch([3, 2, 1], {monitor, mode: 'min'})).toBeUndefined();
  });

  it('never stops by patience in epoch 0', async () => {
    expect(await stopEpoch([NaN], {patience: 0})).toBeUndefined();
    expect(await stopEpoch([NaN, NaN], {patience: 0})).toBe(1);
  });

  it('counts NaN as no improvement, even first', async () => {
    expect((await stoppingTrace([NaN, 3, 2, NaN, 4], {patience: 2})).waits).toEqual([1, 0, 0, 1, 2]);
    expect((await stoppingTrace([NaN, 3, 2], {patience: 2})).best).toEqual({epoch: 2, value: 2});
  });

  it('restores nothing when all was NaN or missing', async () => {
    jest.spyOn(console, 'warn').mockImplementation(() => {});
    const options = {patience: 9, restoreBestWeights: true};
    expect(await stoppingTrace([NaN, null, NaN], options)).toMatchObject({best: undefined, weightsFrom: 2});
  });

  it.each<[number[], number, number[], number | undefined]>([
    [[5, 4, 3.5, 3.2], 3, [1, 2, 3, 4], undefined],
    [[2, 4, 4, 4], 3, [0, 1, 2, 3], 3],
    [[5, 4, 2, 2, 2, 2], 3, [1, 2, 0, 1, 2, 3], 5],
    [[5, 2.9, 2.95, 4, 4, 4], 3, [1, 0, 1, 2, 3], 4],
  ])('of %j with baseline %i waits for the baseline, too', async (losses, baseline, waits, epoch) => {
    const trace = await stoppingTrace(losses, {patience: 3, baseline});
    expect(trace.waits).toEqual(waits);
    expect(trace.stopped?.epoch).toBe(epoch);
  });

  it('lets an epoch put the stop off that is the best and misses the baseline', async () => {
    expect(await stopEpoch([5, 4, 3, 3], {patience: 1, baseline: 1})).toBe(3);
    expect(await stopEpoch([5, 4, 3, 2, 1.5], {patience: 1, baseline: 1})).toBeUndefined();
  });

  it('restores the best of what it saw when the baseline was never reached', async () => {
    const options = {patience: 3, baseline: -1, restoreBestWeights: true};
    expect(await stoppingTrace([5, 3, 4, 4, 4], options)).toMatchObject({
      stopped: {reason: 'patience', epoch: 2, value: 4},
      best: {epoch: 1, value: 3},
      weightsFrom: 1,
    });
  });

  it.each([0, 1])('with patience %i looks at no epoch before startFromEpoch', async (patience) => {
    const options = {patience, startFromEpoch: 3, restoreBestWeights: true};
    const {stopped, best, weightsFrom} = await stoppingTrace([1, 2, 3, 5, 4, 6, 7], options);
    expect({epoch: stopped?.epoch, best, weightsFrom}).toEqual({
      epoch: 5,
      best: {epoch: 4, value: 4},
      weightsFrom: 4,
    });
  });

  it('neither reads nor misses a metric before startFromEpoch, nor stops there', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const options = {startFromEpoch: 2, checkFinite: true, divergenceThreshold: 9};
    expect((await stoppingTrace([null, NaN, 1], options)).stopped).toBeUndefined();
    expect(warn).not.toHaveBeenCalled();
  });

  it('finds val_acc for val_accuracy', async () => {
    const model = tinyModel();
    const callback = earlyStopping({monitor: 'val_accuracy'});
    callback.setModel(model);
    await callback.onTrainBegin();
    for (const val_acc of [0.5, 0.6]) await callback.onEpochEnd(0, {val_acc});
    expect(callback.best).toEqual({epoch: 0, value: 0.6});
  });

  it('warns once in a run, with the metrics that are there, when its metric is not', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    expect(await stoppingTrace([null, null, null], {})).toMatchObject({waits: [0, 0, 0], stopped: undefined});
    expect(warn.mock.calls).toEqual([['EarlyStopping: there is no metric `val_loss`; there are: none.']]);
  });

  it('prints a line when it stops and when it restores, if it is verbose', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    await stoppingTrace([1, 2, 2], {patience: 2, restoreBestWeights: true});
    expect(log).not.toHaveBeenCalled();
    await stoppingTrace([1, 2, 2], {patience: 2, restoreBestWeights: true, verbose: 1});
    expect(log.mock.calls).toEqual([
      ['Epoch 3: EarlyStopping stopping (patience).'],
      ['EarlyStopping restoring epoch 1.'],
    ]);
  });

  it('leaves its options as they were', async () => {
    const options = Object.freeze({monitor: 'loss', minDelta: -0.5, mode: 'max', patience: 2} as const);
    await stoppingTrace([1, 2, 2, 2], options);
    expect(options).toEqual({monitor: 'loss', minDelta: -0.5, mode: 'max', patience: 2});
  });

  it('is a tf.Callback, by either spelling', () => {
    expect(earlyStopping()).toBeInstanceOf(EarlyStopping);
    expect(new EarlyStopping()).toBeInstanceOf(tf.Callback);
  });
});

describe('EarlyStopping in a fit stops', () => {
  const {x, y} = trainingData(8);

  it('a functional model when its loss falls by no more than minDelta', async () => {
    const functional = () => {
      const input = tf.input({shape: [2]});
      const kernelInitializer = tf.initializers.glorotUniform({seed: 1});
      const output = tf.layers.dense({units: 1, kernelInitializer}).apply(input) as tf.SymbolicTensor;
      const model = tf.model({inputs: input, outputs: output});
      model.compile({optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError'});
      return model;
    };
    const settings = {epochs: 30, batchSize: 8, verbose: 0};
    const {history} = await functional().fit(x, y, settings);
    const losses = history['loss'] as number[];
    const minDelta = 0.01;
    const last = losses.findIndex((loss, i) => i > 0 && losses[i - 1]! - loss <= minDelta);
    expect(last).toBeGreaterThan(1);
    expect(last).toBeLessThan(29);
    expect(losses[last]).toBeLessThan(losses[last - 1]!);

    const callback = earlyStopping({monitor: 'loss', minDelta});
    const {epoch} = await functional().fit(x, y, {...settings, callbacks: callback});
    expect(epoch).toHaveLength(last + 1);
    expect(callback.stopped).toEqual({
      ...{reason: 'patience', epoch: last, value: losses[last]},
      best: {epoch: last - 1, value: losses[last - 1]},
    });
  });

  it('when val_acc has not risen for `patience` epochs', async () => {
    const model = tf.sequential({
      layers: [tf.layers.dense({units: 1, inputShape: [1], activation: 'sigmoid', useBias: false})],
    });
    model.compile({optimizer: tf.train.sgd(0), loss: 'binaryCrossentropy', metrics: ['accuracy']});
    model.setWeights([tf.tensor2d([[-1]])]);
    const learn = new tf.CustomCallback({
      onEpochBegin: (epoch) => {
        if (epoch === 2) model.setWeights([tf.tensor2d([[1]])]);
      },
    });
    const data: [tf.Tensor, tf.Tensor] = [tf.tensor2d([[1], [-1]]), tf.tensor2d([[1], [0]])];
    const callback = earlyStopping({monitor: 'val_acc', patience: 3});
    const {history} = await model.fit(...data, {
      ...{epochs: 20, validationData: data, verbose: 0},
      callbacks: [learn, callback],
    });
    expect(history['val_acc']).toEqual([0, 0, 1, 1, 1, 1]);
    expect(callback.stopped).toEqual({reason: 'patience', epoch: 5, value: 1, best: {epoch: 2, value: 1}});
  });

  it('by the first of several in one list, each with a count of its own', async () => {
    const log = (epoch: number, logs: tf.Logs = {}) => {
      Object.assign(logs, {first: [3, 2, 1, 0][epoch], second: [1, 2, 2, 2][epoch]});
    };
    const [falling, rising, slow] = [
      earlyStopping({monitor: 'first', mode: 'min', patience: 1}),
      earlyStopping({monitor: 'second', mode: 'max', patience: 2}),
      earlyStopping({monitor: 'second', mode: 'max', patience: 3}),
    ];
    const {epoch} = await tinyModel().fit(x, y, {
      ...{epochs: 9, verbose: 0},
      callbacks: [new tf.CustomCallback({onEpochEnd: log}), falling, rising, slow],
    });
    expect(epoch).toHaveLength(4);
    expect(falling.stopped).toBeUndefined();
    expect(falling.best).toEqual({epoch: 3, value: 0});
    expect(rising.stopped).toMatchObject({reason: 'patience', epoch: 3});
    expect(slow.stopped).toBeUndefined();
    expect([falling, rising, slow].map((one) => one.getState().wait)).toEqual([0, 2, 2]);
  });

  it('by a metric that is a tensor of shape [1]', async () => {
    const model = tinyModel();
    const callback = earlyStopping({patience: 2});
    callback.setModel(model);
    await callback.onTrainBegin();
    model.stopTraining = false;
    const before = tf.memory().numTensors;
    const stops: boolean[] = [];
    for (const [epoch, value] of [3, 2, 2.5, 2].entries()) {
      const logs = {val_loss: tf.tensor1d([value])};
      await callback.onEpochEnd(epoch, logs as unknown as tf.Logs);
      tf.dispose(logs);
      stops.push(model.stopTraining);
    }
    expect(stops).toEqual([false, false, false, true]);
    expect(callback.best).toEqual({epoch: 1, value: 2});
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('EarlyStopping says why it stopped:', () => {
  const reasons: [string, (number | null)[], EarlyStoppingOptions, object | undefined][] = [
    [
      'patience',
      [3, 4, 5],
      {patience: 2},
      {reason: 'patience', epoch: 2, value: 5, best: {epoch: 0, value: 3}},
    ],
    // What Lightning's tests expect of it.
    ['patience behind a better epoch', [8, 4, 2, 3, 4, 5, 8], {patience: 3}, {reason: 'patience', epoch: 5}],
    [
      'a value that is good enough',
      [9, 8, 7, 6, 5, 6, 4, 3, 2, 1],
      {patience: 3, stoppingThreshold: 2.9},
      {epoch: 8},
    ],
    ['a value that is hopeless', [9, 4, 2, 16, 32, 64], {patience: 3, divergenceThreshold: 15.9}, {epoch: 3}],
    [
      'good enough, in epoch 0',
      [0.1, 0.05],
      {stoppingThreshold: 0.2},
      {reason: 'stoppingThreshold', epoch: 0, value: 0.1, best: {epoch: 0, value: 0.1}},
    ],
    [
      'good enough is reached by the very value',
      [2, 1],
      {stoppingThreshold: 1},
      {reason: 'stoppingThreshold', epoch: 1},
    ],
    ['not yet good enough', [2, 1.01], {stoppingThreshold: 1}, undefined],
    [
      'good enough, upwards',
      [0.5, 1],
      {mode: 'max', stoppingThreshold: 1},
      {reason: 'stoppingThreshold', epoch: 1, best: {epoch: 1, value: 1}},
    ],
    [
      'hopeless, in epoch 0',
      [9],
      {divergenceThreshold: 5},
      {reason: 'divergenceThreshold', epoch: 0, value: 9, best: {epoch: 0, value: 9}},
    ],
    ['hopeless is what is worse than the limit', [5, 4], {divergenceThreshold: 5}, undefined],
    [
      'hopeless, upwards',
      [0.5, 0.1],
      {mode: 'max', patience: 5, divergenceThreshold: 0.2},
      {reason: 'divergenceThreshold', epoch: 1},
    ],
    ['hopeless before patience', [1, 9], {divergenceThreshold: 5}, {reason: 'divergenceThreshold', epoch: 1}],
    [
      'infinite is hopeless',
      [1, Infinity],
      {patience: 5, divergenceThreshold: 5},
      {reason: 'divergenceThreshold', epoch: 1},
    ],
    ['NaN is neither', [1, NaN], {patience: 5, divergenceThreshold: 5, stoppingThreshold: 0}, undefined],
    [
      'NaN',
      [4, 3, NaN, 2, 1],
      {patience: 3, checkFinite: true},
      {reason: 'nonFinite', epoch: 2, value: NaN, best: {epoch: 1, value: 3}},
    ],
    [
      'NaN in epoch 0',
      [NaN],
      {checkFinite: true},
      {reason: 'nonFinite', epoch: 0, value: NaN, best: undefined},
    ],
    ['an infinite value', [4, Infinity], {patience: 3, checkFinite: true}, {reason: 'nonFinite', epoch: 1}],
    [
      'one that would be the best',
      [4, -Infinity],
      {checkFinite: true},
      {reason: 'nonFinite', epoch: 1, best: {epoch: 0, value: 4}},
    ],
    ['not of NaN by itself', [4, NaN, 2], {patience: 3}, undefined],
  ];

  it.each(reasons)('%s', async (_case, metrics, options, stopped) => {
    const trace = await stoppingTrace(metrics, {monitor: 'loss', ...options});
    if (stopped === undefined) expect(trace.stopped).toBeUndefined();
    else expect(trace.stopped).toMatchObject(stopped);
  });

  it('keeps the epoch that was good enough, when it is better by less than minDelta, too', async () => {
    const options = {minDelta: 1, stoppingThreshold: 1.5, restoreBestWeights: true, patience: 3};
    expect(await stoppingTrace([2, 1.4], options)).toMatchObject({
      best: {epoch: 1, value: 1.4},
      weightsFrom: 1,
    });
  });
});

const {x, y} = trainingData(8);
const args = {batchSize: 4, epochs: 4, shuffle: false, verbose: 0} as const;

/** Puts scores into the logs of an epoch, and keeps the weights of its end. */
class Scores extends tf.Callback {
  readonly weights: unknown[] = [];
  constructor(private readonly scores: readonly number[]) {
    super();
  }
  override async onEpochEnd(epoch: number, logs: tf.Logs = {}): Promise<void> {
    if (this.scores[epoch] !== undefined) logs['score'] = this.scores[epoch];
    this.weights[epoch] = weightsOf(this.model);
  }
}

const weightsOf = (model: tf.LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()]);

const best = (options: EarlyStoppingOptions = {}) =>
  earlyStopping({monitor: 'score', mode: 'max', patience: 9, restoreBestWeights: true, ...options});

const stopAt = (hook: string, at: number) =>
  new (class extends tf.Callback {
    constructor() {
      super();
      Object.assign(this, {
        [hook]: async (index: number) => {
          if (index === at) this.model.stopTraining = true;
        },
      });
    }
  })();

const throwing = (hook: string, at = 0) =>
  new tf.CustomCallback({
    [hook]: (index: number) => (index === at || at < 0 ? Promise.reject(new Error('mine')) : undefined),
  });

describe('EarlyStopping with restoreBestWeights restores the best epoch', () => {
  it('stopped by patience', async () => {
    const model = tinyModel();
    const scores = new Scores([1, 3, 2, 2]);
    const callback = best({patience: 2});
    await model.fit(x, y, {...args, epochs: 9, callbacks: [scores, callback]});
    expect(callback.stopped).toMatchObject({reason: 'patience', epoch: 3});
    expect(weightsOf(model)).toEqual(scores.weights[1]);
    expect(scores.weights[1]).not.toEqual(scores.weights[3]);
  });

  it('at the last epoch', async () => {
    const model = tinyModel();
    const scores = new Scores([1, 2, 9, 3]);
    const callback = best();
    await model.fit(x, y, {...args, callbacks: [scores, callback]});
    expect(callback.stopped).toBeUndefined();
    expect(weightsOf(model)).toEqual(scores.weights[2]);
  });

  it('in fitDataset', async () => {
    const model = tinyModel();
    const scores = new Scores([1, 9, 2, 3]);
    const dataset = tf.data
      .zip({xs: tf.data.array(x.arraySync()), ys: tf.data.array(y.arraySync())})
      .batch(4);
    await model.fitDataset(dataset, {epochs: 4, verbose: 0, callbacks: [scores, best()]});
    expect(weightsOf(model)).toEqual(scores.weights[1]);
  });

  it.each([
    ['behind it', (ours: tf.Callback, other: tf.Callback) => [ours, other]],
    ['before it', (ours: tf.Callback, other: tf.Callback) => [other, ours]],
  ])('when a callback %s stops', async (_place, order) => {
    const model = tinyModel();
    const scores = new Scores([3, 2, 1]);
    await model.fit(x, y, {...args, callbacks: [scores, ...order(best(), stopAt('onEpochEnd', 2))]});
    expect(weightsOf(model)).toEqual(scores.weights[0]);
  });

  it.each(['onBatchBegin', 'onBatchEnd'])(
    'stopped within an epoch, in %s, without a warning',
    async (hook) => {
      const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
      const model = tinyModel(tf.train.sgd(1e-3));
      let begun = 0;
      const stop = new tf.CustomCallback({
        onEpochBegin: (epoch) => void (begun = epoch),
        [hook]: () => begun === 2 && (model.stopTraining = true),
      });
      const scores = new Scores([]);
      const callback = earlyStopping({monitor: 'val_loss', patience: 9, restoreBestWeights: true});
      await model.fit(x, y, {...args, validationData: [x, y], callbacks: [scores, callback, stop]});
      expect(scores.weights).toHaveLength(3);
      expect(callback.best?.epoch).toBe(1);
      expect(weightsOf(model)).toEqual(scores.weights[1]);
      expect(warn).not.toHaveBeenCalled();
    },
  );

  it.each([
    ['behind it', 'onEpochEnd', 2],
    ['before it', 'onEpochEnd', 2],
    ['behind it', 'onEpochBegin', 2],
    ['behind it', 'onTrainEnd', -1],
    ['before it', 'onTrainEnd', -1],
  ])('when a callback %s throws in %s', async (place, hook, at) => {
    const model = tinyModel();
    const scores = new Scores([3, 2, 1, 0]);
    const broken = throwing(hook, at);
    const list = place === 'behind it' ? [best(), broken] : [broken, best()];
    await expect(model.fit(x, y, {...args, callbacks: [scores, ...list]})).rejects.toThrow('mine');
    expect(weightsOf(model)).toEqual(scores.weights[0]);
  });

  it('when the data throws', async () => {
    const model = tinyModel();
    const scores = new Scores([3, 2, 1]);
    let batches = 0;
    const next = async () => {
      if (++batches > 5) throw new Error('no data');
      return {value: {xs: tf.ones([4, 2]), ys: tf.zeros([4, 1])}, done: false};
    };
    const dataset = {
      size: null,
      iterator: async () => ({next}),
    } as unknown as tf.data.Dataset<tf.TensorContainer>;
    const callbacks = [scores, best()];
    const fit = model.fitDataset(dataset, {epochs: 4, batchesPerEpoch: 2, verbose: 0, callbacks});
    await expect(fit).rejects.toThrow('no data');
    expect(scores.weights.length).toBeGreaterThan(0);
    expect(weightsOf(model)).toEqual(scores.weights[0]);
  });

  it('and does not hide the error of a fit in which the model was disposed', async () => {
    const left = async (callbacks: tf.Callback[]) => {
      const before = tf.memory().numTensors;
      const model = tinyModel();
      const broken = new tf.CustomCallback({
        onEpochEnd: () => {
          model.dispose();
          throw new Error('mine');
        },
      });
      const fit = model.fit(x, y, {...args, callbacks: [new Scores([2, 1]), ...callbacks, broken]});
      await expect(fit).rejects.toThrow('mine');
      return tf.memory().numTensors - before;
    };
    expect(await left([best()])).toBe(await left([]));
  });

  it('only when it is asked to', async () => {
    const model = tinyModel();
    const scores = new Scores([3, 2, 1, 0]);
    await model.fit(x, y, {...args, callbacks: [scores, best({restoreBestWeights: false})]});
    expect(weightsOf(model)).toEqual(scores.weights[3]);
  });

  it('and not that of an earlier fit', async () => {
    const model = tinyModel();
    const callback = best();
    await model.fit(x, y, {...args, callbacks: [new Scores([9, 9, 9, 9]), callback]});
    const scores = new Scores([1, 2, 1, 1]);
    await model.fit(x, y, {...args, callbacks: [scores, callback]});
    expect(callback.best).toEqual({epoch: 1, value: 2});
    expect(callback.stopped).toBeUndefined();
    expect(weightsOf(model)).toEqual(scores.weights[1]);
  });

  it('with combine, behind a plain object that reads the logs', async () => {
    const model = tinyModel();
    const scores = new Scores([1, 3, 2, 2]);
    await model.fit(x, y, {...args, callbacks: combine([{onEpochEnd() {}}, scores, best()])});
    expect(weightsOf(model)).toEqual(scores.weights[1]);
  });

  it('behind a plain object, when it was given the model before', async () => {
    const model = tinyModel();
    const kept: unknown[] = [];
    const plain = {
      onEpochEnd(epoch: number, logs: tf.Logs) {
        logs['score'] = [1, 3, 2, 2][epoch]!;
        kept.push(weightsOf(model));
      },
    };
    const callback = best({patience: 2});
    callback.setModel(model);
    await model.fit(x, y, {...args, epochs: 9, callbacks: [plain, callback] as never});
    expect(callback.stopped?.epoch).toBe(3);
    expect(kept).toHaveLength(4);
    expect(weightsOf(model)).toEqual(kept[1]);
  });

  it('in one list twice, and says nothing of a state that nobody has set', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const model = tinyModel();
    const scores = new Scores([1, 3, 2, 2]);
    const callback = best();
    await model.fit(x, y, {...args, callbacks: [scores, callback, callback]});
    expect(weightsOf(model)).toEqual(scores.weights[1]);
    expect(warn).not.toHaveBeenCalled();
  });

  it('of each of two models that train by turns', async () => {
    const models = [tinyModel(), tinyModel()];
    const all = [new Scores([1, 3, 2, 2]), new Scores([1, 1, 5, 2])];
    await Promise.all(models.map((model, i) => model.fit(x, y, {...args, callbacks: [all[i]!, best()]})));
    expect(models.map(weightsOf)).toEqual([all[0]!.weights[1], all[1]!.weights[2]]);
  });
});

describe('EarlyStopping restores', () => {
  /** A model with batch normalization, a constraint, a stateful layer and slots; what it was after each epoch. */
  async function trained(options: EarlyStoppingOptions, scores: number[]) {
    const {model} = mixed(tf.train.adam(0.05));
    const states: ReturnType<typeof stateOf>[] = [];
    const score = new Scores(scores);
    const keep = new tf.CustomCallback({onEpochEnd: () => void states.push(stateOf(model))});
    const xs = tf.randomUniform([4, 2, 2], -1, 1, 'float32', 1);
    const ys = tf.randomUniform([4, 1], -1, 1, 'float32', 2);
    await model.fit(xs, ys, {
      ...{epochs: scores.length, batchSize: 2, shuffle: false, verbose: 0},
      callbacks: [score, best(options), keep],
    });
    type State = {weights: unknown; optimizer: unknown; states: unknown};
    return {after: stateOf(model) as State, epochs: states as State[], model};
  }

  it("with: 'weights', the default, all weights bit for bit, and the optimizer goes on", async () => {
    const {after, epochs} = await trained({}, [1, 3, 2, 2]);
    expect(after.weights).toEqual(epochs[1]!.weights);
    expect(after.weights).not.toEqual(epochs[3]!.weights);
    expect(after.optimizer).toEqual(epochs[3]!.optimizer);
  });

  it("with: 'state' the slots, counters and states of layers, too, bit for bit", async () => {
    const {after, epochs} = await trained({with: 'state'}, [1, 3, 2, 2]);
    expect(after).toEqual(epochs[1]);
    expect(after.optimizer).not.toEqual(epochs[3]!.optimizer);
  });

  it("with: 'state' the rate and its scale", async () => {
    const model = tinyModel(tf.train.sgd(0.8));
    const plateau = reduceLROnPlateau({monitor: 'score', mode: 'max', patience: 1, factor: 0.5});
    await model.fit(x, y, {...args, callbacks: [new Scores([1, 3, 2, 2]), plateau, best({with: 'state'})]});
    expect(getLearningRate(model.optimizer)).toBe(0.8);
    await model.fit(x, y, {...args, epochs: 1, callbacks: learningRateScheduler(() => 0.4)});
    expect(getLearningRate(model.optimizer)).toBe(0.4);

    await model.fit(x, y, {...args, callbacks: [new Scores([1, 3, 2, 2]), plateau, best()]});
    expect(getLearningRate(model.optimizer)).toBe(0.1);
  });

  it.each(['weights', 'state'] as const)("with: '%s' leaves the history of the fit", async (what) => {
    const {history} = await tinyModel().fit(x, y, {
      ...args,
      callbacks: [new Scores([1, 3, 2, 2]), best({with: what})],
    });
    expect(history['score']).toEqual([1, 3, 2, 2]);
  });
});

describe('EarlyStopping holds no tensor', () => {
  const scores = () => new Scores([1, 2, 3, 2]);
  const short = {...args, batchSize: 8, epochs: 2};

  it.each(['weights', 'state'] as const)('after 50 fits that restore %s', async (what) => {
    const model = tinyModel(tf.train.adam(0.01));
    const callback = best({with: what});
    const fit = () => model.fit(x, y, {...short, callbacks: [scores(), callback]});
    await fit();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 50; i++) await fit();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('but those of one epoch, while a fit is running', async () => {
    const model = tinyModel();
    const counts: number[] = [];
    const count = new tf.CustomCallback({onEpochEnd: () => void counts.push(tf.memory().numTensors)});
    const during = async (callbacks: tf.Callback[]) => {
      counts.length = 0;
      await model.fit(x, y, {...args, callbacks: [...callbacks, count]});
      return [...counts];
    };
    const bare = await during([scores()]);
    const ours = await during([scores(), best()]);
    expect(ours.map((number, epoch) => number - bare[epoch]!)).toEqual([2, 2, 2, 2]);
  });

  it.each([
    ['weights', 'onEpochBegin'],
    ['weights', 'onEpochEnd'],
    ['state', 'onEpochEnd'],
    ['state', 'onTrainEnd'],
  ] as const)(
    'after 50 fits that restore %s and throw in %s, each with a callback of its own',
    async (what, hook) => {
      const model = tinyModel(tf.train.adam(0.01));
      const fit = (callbacks: tf.Callback[]) => {
        const broken = throwing(hook, hook === 'onTrainEnd' ? -1 : 1);
        const list = [scores(), ...callbacks, broken];
        return expect(model.fit(x, y, {...short, callbacks: list})).rejects.toThrow('mine');
      };
      await fit([best({with: what})]);
      /** tfjs itself leaves some behind. */
      const left = async (make: () => tf.Callback[]) => {
        const before = tf.memory().numTensors;
        for (let i = 0; i < 50; i++) await fit(make());
        return tf.memory().numTensors - before;
      };
      const bare = await left(() => []);
      expect(await left(() => [best({with: what})])).toBe(bare);
    },
  );

  it('nor one of hooks that were called by hand, once training begins again', async () => {
    const model = tinyModel();
    const callback = best();
    callback.setModel(model);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) {
      await callback.onTrainBegin();
      await callback.onEpochEnd(0, {score: 1});
    }
    expect(tf.memory().numTensors).toBe(before + 2);
    await callback.onTrainEnd();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the state of EarlyStopping', () => {
  const metric = fc.oneof(
    {weight: 8, arbitrary: fc.integer({min: 0, max: 9})},
    {weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity)},
  );

  it('taken after any epoch, as JSON, lets another process go on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(metric, {minLength: 2, maxLength: 12}),
        fc.nat(),
        fc.record({patience: fc.nat(4), minDelta: fc.nat(1), baseline: fc.nat(9), startFromEpoch: fc.nat(3)}),
        async (losses, cut, options) => {
          const whole = await stoppingTrace(losses, options);
          const k = cut % whole.waits.length;
          const {state, waits} = await stoppingTrace(losses.slice(0, k), options);
          const rest = await stoppingTrace(losses, options, {
            from: k,
            state: JSON.parse(JSON.stringify(state)) as EarlyStoppingState,
          });
          expect([...waits, ...rest.waits]).toEqual(whole.waits);
          expect(rest.stopped).toEqual(whole.stopped);
          expect(rest.best).toEqual(whole.best);
        },
      ),
      {numRuns: 60},
    );
  });

  const state = {best: {epoch: 3, value: 0.5}, wait: 1};

  it('is armed for exactly the next fit, and is a copy', async () => {
    const callback = earlyStopping();
    const given = structuredClone(state);
    callback.setState(given);
    given.best.value = 7;
    expect(callback.getState()).toEqual(state);
    callback.setModel(tinyModel());
    await callback.onTrainBegin();
    expect(callback.best).toEqual({epoch: 3, value: 0.5});
    await callback.onTrainBegin();
    expect(callback.getState()).toEqual({best: null, wait: 0});
    expect(callback.best).toBeUndefined();
  });

  it('is what it was when it was taken', async () => {
    const callback = earlyStopping({monitor: 'loss', patience: 5});
    callback.setModel(tinyModel());
    await callback.onTrainBegin();
    await callback.onEpochEnd(0, {loss: 2});
    const taken = callback.getState();
    await callback.onEpochEnd(1, {loss: 1});
    expect(taken).toEqual({best: {epoch: 0, value: 2}, wait: 0});
  });

  it('has no weights: a resumed training whose best epoch lies before says so and leaves the model', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const options = {patience: 9, restoreBestWeights: true};
    const resumed = await stoppingTrace([9, 9, 9, 9, 0.7, 0.8], options, {from: 4, state});
    expect(resumed).toMatchObject({best: {epoch: 3}, weightsFrom: 5});
    expect(warn.mock.calls).toEqual([
      [
        'EarlyStopping: the best epoch is one before the state that was set, which has no weights: none restored.',
      ],
    ]);
    const better = await stoppingTrace([9, 9, 9, 9, 0.4, 0.8], options, {from: 4, state});
    expect(better).toMatchObject({best: {epoch: 4}, weightsFrom: 4});
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it.each([
    [{best: null}, '{best}'],
    [null, 'null'],
    ['{}', '"{}"'],
  ])('refuses %j', (wrong, shown) => {
    expect(() => earlyStopping().setState(wrong as never)).toThrow(
      new TypeError(`EarlyStopping: \`state\` must be what getState() gave; got ${shown}.`),
    );
  });
});

describe('EarlyStopping refuses', () => {
  const rule = {
    monitor: 'a string',
    minDelta: 'a finite number',
    patience: 'an integer >= 0',
    mode: "'auto' or 'min' or 'max'",
    baseline: 'a finite number',
    startFromEpoch: 'an integer >= 0',
    restoreBestWeights: 'true or false',
    with: "'weights' or 'state'",
    stoppingThreshold: 'a finite number',
    divergenceThreshold: 'a finite number',
    checkFinite: 'true or false',
    verbose: 'true, false, 0 or 1',
  };

  it.each([
    ...([5, null] as const).map((value) => ['monitor', value] as const),
    ...([NaN, Infinity, '0', null] as const).map((value) => ['minDelta', value] as const),
    ...([-1, 1.5, NaN, '3', null] as const).map((value) => ['patience', value] as const),
    ...(['foo', 1, null] as const).map((value) => ['mode', value] as const),
    ...([NaN, Infinity, '1', null] as const).map((value) => ['baseline', value] as const),
    ...([-1, 0.5, NaN, null] as const).map((value) => ['startFromEpoch', value] as const),
    ...([1, 'yes', null] as const).map((value) => ['restoreBestWeights', value] as const),
    ...(['slots', true, null] as const).map((value) => ['with', value] as const),
    ...([NaN, -Infinity, '1', null] as const).map((value) => ['stoppingThreshold', value] as const),
    ...([NaN, Infinity, '1', null] as const).map((value) => ['divergenceThreshold', value] as const),
    ...([1, null] as const).map((value) => ['checkFinite', value] as const),
    ...([2, 'yes', null] as const).map((value) => ['verbose', value] as const),
  ])('%s: %p', (name, value) => {
    const shown = typeof value === 'string' ? `"${value}"` : String(value);
    expect(() => earlyStopping({[name]: value})).toThrow(
      `EarlyStopping: \`${name}\` must be ${rule[name]}; got ${shown}.`,
    );
  });

  it('a metric whose direction it does not know', () => {
    expect(() => earlyStopping({monitor: 'unknown'})).toThrow(
      new TypeError(
        "EarlyStopping: `mode` must be 'min' or 'max' for `unknown`, which 'auto' does not know.",
      ),
    );
  });

  it.each([
    ['min_delta', 'minDelta'],
    ['restore_best_weights', 'restoreBestWeights'],
    ['start_from_epoch', 'startFromEpoch'],
    ['patients', 'patience'],
  ])('the misspelt %s', (name, meant) => {
    expect(() => earlyStopping({[name]: 1})).toThrow(
      new TypeError(`EarlyStopping: unknown option \`${name}\`; did you mean \`${meant}\`?`),
    );
  });

  it('to work without a model, and says which list to write', async () => {
    const fit = tinyModel().fit(x, y, {...args, callbacks: [{}, earlyStopping()] as never});
    await expect(fit).rejects.toThrow(
      'EarlyStopping: got no model; behind a plain object write ' +
        'combine([…]), of two copies of tfjs load one.',
    );
  });
});
