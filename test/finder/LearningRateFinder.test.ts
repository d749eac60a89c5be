import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  combine,
  constant,
  findLearningRate,
  getLearningRate,
  LearningRateFinder,
  learningRateFinder,
  learningRateMonitor,
  learningRateScheduler,
  OptimizerWrapper,
  reduceLROnPlateau,
  scheduled,
  seededShuffle,
  setLearningRate,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';
import {valuesOf} from '../helpers/valuesOf';

const {x, y} = trainingData(8);
const options = {steps: 20, minLearningRate: 1e-4, maxLearningRate: 0.1};
const fit = (model: tf.LayersModel, callbacks: tf.ModelFitArgs['callbacks'], args: tf.ModelFitArgs = {}) =>
  model.fit(x, y, {batchSize: 4, epochs: 50, shuffle: false, verbose: 0, ...args, callbacks: callbacks!});
const weightsOf = (model: tf.LayersModel) => valuesOf(model.getWeights());

describe('LearningRateFinder', () => {
  it('makes the fit a range test that ends with the range, and puts the model back', async () => {
    const model = tinyModel(tf.train.adam(0.01));
    await fit(model, null as never, {epochs: 2});
    const [weights, tensors] = [weightsOf(model), tf.memory().numTensors];
    const finder = learningRateFinder(options);
    const monitor = learningRateMonitor();
    await fit(model, [finder, monitor]);
    expect(finder).toBeInstanceOf(LearningRateFinder);
    expect(finder.result!.learningRates).toHaveLength(20);
    expect(finder.result!.stopReason).toBe('end');
    expect(monitor.steps.learningRate).toEqual(finder.result!.learningRates);
    expect(weightsOf(model)).toEqual(weights);
    expect(getLearningRate(model.optimizer)).toBe(0.01);
    expect(tf.memory().numTensors).toBe(tensors);
  });

  it('is what findLearningRate runs, on data sets as they are', async () => {
    const finder = learningRateFinder(options);
    const batches = () => seededShuffle(x, y, {batchSize: 4, seed: 1});
    await tinyModel().fitDataset(batches(), {epochs: 50, verbose: 0, callbacks: finder});
    expect(await findLearningRate(tinyModel(), batches(), options)).toEqual(finder.result);
  });

  it('has no result before its end, and another one after another fit', async () => {
    const finder = learningRateFinder(options);
    expect(finder.result).toBeUndefined();
    await fit(tinyModel(), finder);
    const {result} = finder;
    await fit(tinyModel(tf.train.sgd(0.5)), combine([finder, {onEpochEnd() {}}]));
    expect(finder.result).not.toBe(result);
    expect(finder.result).toEqual(result);
  });

  it('ends with fewer losses when the fit has fewer epochs', async () => {
    const finder = learningRateFinder(options);
    await fit(tinyModel(), finder, {epochs: 3});
    expect([finder.result!.losses.length, finder.result!.stopReason]).toEqual([6, 'stopped']);
  });

  it('takes the length in epochs', async () => {
    const finder = learningRateFinder({epochs: 3, maxLearningRate: 0.1});
    const model = tinyModel();
    await fit(model, finder);
    expect([finder.result!.losses.length, finder.result!.stopReason]).toEqual([6, 'end']);
    expect(finder.result!.learningRates.at(-1)).toBe(0.1);
    expect((await findLearningRate(model, x, y, {epochs: 4, batchSize: 2})).learningRates).toHaveLength(16);
    expect(() => learningRateFinder({epochs: 3, steps: 10})).toThrow(
      'LearningRateFinder: `epochs` must be an integer >= 1, and be left out when `steps` is given; got 3.',
    );
    const unsized = tf.data.generator(function* () {
      yield {xs: x, ys: y};
    } as () => Iterator<{xs: tf.Tensor; ys: tf.Tensor}>);
    await expect(findLearningRate(model, unsized, {epochs: 2})).rejects.toThrow(
      'LearningRateFinder: `epochs` must be left out for a data set of unknown size; got 2. Pass steps.',
    );
  });

  it('works beside a plateau, whose scale it leaves as it was', async () => {
    const model = tinyModel(tf.train.sgd(0.1));
    await fit(model, reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 1e6, factor: 0.5}), {
      epochs: 2,
    });
    expect(getLearningRate(model.optimizer)).toBe(0.05);
    await fit(model, learningRateFinder(options));
    await fit(
      model,
      learningRateScheduler(() => 0.08),
      {epochs: 1},
    );
    expect(getLearningRate(model.optimizer)).toBe(0.04);
  });

  it('refuses another writer of the rate in its fit', async () => {
    const model = tinyModel();
    await expect(fit(model, [learningRateScheduler(() => 1), learningRateFinder(options)])).rejects.toThrow(
      'LearningRateFinder: must be the only writer of the learning rate in a fit; got LearningRateScheduler (by epoch) ' +
        'beside it. Keep one of the two, or make one schedule of both.',
    );
    expect(getLearningRate(model.optimizer)).toBe(0.1);
  });

  it('refuses an optimizer that writes its rate itself, and takes other wrappers', async () => {
    const model = tinyModel(scheduled(tf.train.sgd(0.1), constant(0.05)));
    await expect(findLearningRate(model, x, y)).rejects.toThrow(
      'LearningRateFinder: must be the only writer of the learning rate in a fit; got scheduled beside it. ' +
        'Keep one of the two, or make one schedule of both.',
    );
    const wrapped = await findLearningRate(tinyModel(new OptimizerWrapper(tf.train.sgd(0.1))), x, y, options);
    expect(wrapped).toEqual(await findLearningRate(tinyModel(tf.train.sgd(0.1)), x, y, options));
  });

  it('puts the model back at once when the fit throws, and holds nothing', async () => {
    const model = tinyModel(tf.train.adam(0.01));
    await fit(model, null as never, {epochs: 1});
    const weights = weightsOf(model);
    const finder = learningRateFinder(options);
    const during: unknown[] = [];
    const throwAt = (last: number) =>
      new tf.CustomCallback({
        onBatchEnd: async (batch) => {
          if (batch < last) return;
          during.push(weightsOf(model));
          throw new Error('mine');
        },
      });
    const tensorsLeftBy = async (callbacks: tf.Callback[]): Promise<number> => {
      const before = tf.memory().numTensors;
      await expect(fit(model, callbacks)).rejects.toThrow('mine');
      return tf.memory().numTensors - before;
    };
    const left = await tensorsLeftBy([finder, throwAt(1) as never]);
    expect(during).not.toContainEqual(weights);
    expect(finder.result).toBeUndefined();
    expect(weightsOf(model)).toEqual(weights);
    expect(getLearningRate(model.optimizer)).toBe(0.01);
    // tfjs itself leaves some of the batch behind.
    expect(left).toBe(await tensorsLeftBy([throwAt(1) as never]));
  });

  it('can be used again after a fit that threw', async () => {
    const model = tinyModel();
    const weights = weightsOf(model);
    const finder = learningRateFinder(options);
    const boom = new tf.CustomCallback({onBatchBegin: () => Promise.reject(new Error('mine'))});
    await expect(fit(model, [finder, boom])).rejects.toThrow('mine');
    await fit(model, finder);
    expect(finder.result!.learningRates).toHaveLength(20);
    expect(weightsOf(model)).toEqual(weights);
  });

  it('restore() puts the model back in the midst of hooks called by hand, and then does nothing', async () => {
    const model = tinyModel();
    const finder = learningRateFinder(options);
    finder.setParams({epochs: 1, steps: 1});
    finder.setModel(model);
    await finder.onTrainBegin();
    await finder.onBatchBegin();
    expect(getLearningRate(model.optimizer)).toBe(1e-4);
    finder.restore();
    expect(getLearningRate(model.optimizer)).toBe(0.1);
    setLearningRate(model.optimizer, 0.2);
    finder.restore();
    expect(getLearningRate(model.optimizer)).toBe(0.2);
  });

  it('reads nothing of a batch but its loss', async () => {
    const seen: string[] = [];
    const finder = learningRateFinder(options);
    finder.setParams({epochs: 1, steps: 1});
    finder.setModel(tinyModel());
    await finder.onTrainBegin();
    await finder.onBatchBegin();
    const logs = new Proxy(
      {loss: 1},
      {get: (target, name) => (seen.push(String(name)), Reflect.get(target, name))},
    );
    await finder.onBatchEnd(0, logs);
    expect(seen).toEqual(['loss']);
    finder.restore();
  });

  it('names itself in its errors', () => {
    expect(() => learningRateFinder({stopFactor: 1})).toThrow(
      'LearningRateFinder: `stopFactor` must be a number > 1; got 1.',
    );
    expect(() => learningRateFinder({start_lr: 1} as never)).toThrow(
      /^LearningRateFinder: unknown option `start_lr`/,
    );
  });
});
