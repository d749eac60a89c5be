import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  combine,
  learningRateMonitor,
  learningRateScheduler,
  reduceLROnPlateau,
  seededShuffle,
  setLearningRate,
  setMomentum,
  type LearningRateMonitor,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);
const everyStep = () => learningRateScheduler({schedule: (step) => 0.5 ** step, by: 'step'});
const plateau = () => reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 1e6, factor: 0.5});

const fits: [string, (model: tf.LayersModel, callbacks: tf.Callback[]) => Promise<tf.History>][] = [
  ['fit', (model, callbacks) => model.fit(x, y, {batchSize: 4, epochs: 3, verbose: 0, callbacks})],
  [
    'fitDataset',
    (model, callbacks) =>
      model.fitDataset(seededShuffle(x, y, {batchSize: 4, seed: 1}), {epochs: 3, verbose: 0, callbacks}),
  ],
];

describe.each(fits)('LearningRateMonitor in %s', (_name, fit) => {
  it.each([
    ['first', (monitor: tf.Callback) => [monitor, everyStep(), plateau()]],
    ['in the middle', (monitor: tf.Callback) => [everyStep(), monitor, plateau()]],
    ['last', (monitor: tf.Callback) => [plateau(), everyStep(), monitor]],
  ])('has the rates that were used, standing %s', async (_place, list) => {
    const monitor = learningRateMonitor();
    const {history} = await fit(tinyModel(tf.train.sgd(1)), list(monitor));
    // The plateau halves the rate after each epoch but the first.
    const scaled = [0.5, 0.125, 0.015625];
    expect(history['learning_rate']).toEqual(scaled);
    expect(monitor.epochs).toEqual({index: [0, 1, 2], learningRate: scaled, momentum: []});
    expect(monitor.steps.index).toEqual([0, 1, 2, 3, 4, 5]);
    expect(monitor.steps.learningRate).toEqual([1, 0.5, 0.25, 0.125, 0.03125, 0.015625]);
    expect(history['step_learning_rate']).toEqual(monitor.steps.learningRate);
  });

  it.each(['before', 'behind'])(
    'has them when the rate is set in onBatchEnd by a callback %s it',
    async (place) => {
      const monitor = learningRateMonitor();
      const model = tinyModel(tf.train.sgd(1));
      let update = 0;
      const setter = {
        onBatchEnd: () => setLearningRate(model.optimizer, 1 / (1 + ++update)),
        onEpochEnd: () => setLearningRate(model.optimizer, 1 / (1 + update)),
      };
      await fit(model, combine(place === 'before' ? [setter, monitor] : [monitor, setter]) as tf.Callback[]);
      expect(monitor.steps.learningRate).toEqual([1, 1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 6]);
      expect(monitor.epochs.learningRate).toEqual([1 / 2, 1 / 4, 1 / 6]);
    },
  );

  it('begins anew with the next fit', async () => {
    const monitor = learningRateMonitor();
    const model = tinyModel(tf.train.sgd(1));
    await fit(model, [everyStep(), monitor]);
    const first = monitor.epochs;
    const {history} = await fit(model, [everyStep(), monitor]);
    expect(monitor.epochs).toEqual(first);
    expect(monitor.epochs).not.toBe(first);
    expect(history['learning_rate']).toEqual(first.learningRate);
    expect(history['step_learning_rate']).toHaveLength(6);
  });

  it('two in one list see the same', async () => {
    const [one, other] = [learningRateMonitor(), learningRateMonitor()];
    await fit(tinyModel(tf.train.sgd(1)), [one, everyStep(), other]);
    expect(one.steps).toEqual(other.steps);
  });
});

describe('LearningRateMonitor', () => {
  it('watches the momentum when asked: beta1 for Adam', async () => {
    for (const optimizer of [tf.train.momentum(0.1, 0.5), tf.train.adam(0.1, 0.5)]) {
      const monitor = learningRateMonitor({momentum: true});
      const model = tinyModel(optimizer);
      const {history} = await model.fit(x, y, {
        ...{batchSize: 4, epochs: 2, verbose: 0},
        callbacks: combine([monitor, {onEpochEnd: () => setMomentum(optimizer, 0.9)}]),
      });
      expect(history['momentum']).toEqual([0.5, 0.9]);
      expect(history['step_momentum']).toEqual([0.5, 0.5, 0.9, 0.9]);
      expect(monitor.steps.momentum).toEqual([0.5, 0.5, 0.9, 0.9]);
      expect(monitor.epochs.momentum).toEqual([0.5, 0.9]);
    }
  });

  it('says at once that an optimizer has no momentum', async () => {
    const fit = tinyModel().fit(x, y, {verbose: 0, callbacks: learningRateMonitor({momentum: true})});
    await expect(fit).rejects.toThrow(/^getMomentum: `optimizer` must have a momentum/);
  });

  it('reads at the end of the batch from an optimizer that does not count its updates', async () => {
    class Uncounted extends tf.SGDOptimizer {
      override applyGradients(): void {}
    }
    const monitor = learningRateMonitor();
    const model = tinyModel(new Uncounted(1));
    await model.fit(x, y, {batchSize: 4, epochs: 1, verbose: 0, callbacks: [everyStep(), monitor]});
    expect(monitor.steps.learningRate).toEqual([1, 0.5]);
  });

  it('keeps epochs only, with steps: false', async () => {
    const monitor = learningRateMonitor({steps: false});
    const {history} = await tinyModel().fit(x, y, {epochs: 2, verbose: 0, callbacks: monitor});
    expect(monitor.steps.learningRate).toEqual([]);
    expect(Object.keys(history)).toEqual(['loss', 'mae', 'learning_rate']);
  });

  it('begins at initialEpoch', async () => {
    const monitor = learningRateMonitor();
    await tinyModel().fit(x, y, {batchSize: 4, initialEpoch: 2, epochs: 4, verbose: 0, callbacks: monitor});
    expect(monitor.epochs.index).toEqual([2, 3]);
    expect(monitor.steps.index).toEqual([4, 5, 6, 7]);
  });

  it('copies what it puts into the history', async () => {
    const monitor = learningRateMonitor();
    const {history} = await tinyModel().fit(x, y, {epochs: 1, verbose: 0, callbacks: monitor});
    (history['step_learning_rate'] as number[]).length = 0;
    expect(monitor.steps.learningRate).toEqual([0.1]);
  });

  it('copies what it gives, so that nothing done to that changes what it keeps, or the other way round', async () => {
    const monitor = learningRateMonitor({momentum: true});
    const model = tinyModel(tf.train.momentum(0.1, 0.5));
    let early = monitor.steps;
    const spoil = new tf.CustomCallback({
      onEpochEnd: (epoch) => {
        if (epoch === 0) early = monitor.steps;
        for (const {index, learningRate, momentum} of [monitor.epochs, monitor.steps]) {
          for (const list of [index, learningRate, momentum]) list.fill(99).pop();
        }
      },
    });
    await model.fit(x, y, {batchSize: 4, epochs: 2, verbose: 0, callbacks: [monitor, spoil]});
    expect(early.index).toEqual([0, 1]);
    expect(monitor.epochs).toEqual({index: [0, 1], learningRate: [0.1, 0.1], momentum: [0.5, 0.5]});
    expect(monitor.steps.index).toEqual([0, 1, 2, 3]);
    expect(monitor.steps.momentum).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  it('logs the rate in force for an epoch without an update', async () => {
    const monitor = learningRateMonitor();
    const model = tinyModel(tf.train.sgd(0.3));
    monitor.setModel(model);
    await monitor.onTrainBegin();
    await monitor.onEpochBegin(0);
    await monitor.onBatchBegin();
    await monitor.onBatchEnd(0);
    setLearningRate(model.optimizer, 0.7);
    for (const [epoch, rate] of [0.3, 0.7].entries()) {
      const logs: tf.Logs = {};
      if (epoch > 0) await monitor.onEpochBegin(epoch);
      await monitor.onEpochEnd(epoch, logs);
      expect(logs).toEqual({learning_rate: rate});
    }
  });

  it('leaves the optimizer as it was, after a fit that threw too', async () => {
    const model = tinyModel();
    const monitor = learningRateMonitor();
    const broken = new tf.CustomCallback({onBatchEnd: () => Promise.reject(new Error('mine'))});
    const fit = (callbacks: tf.Callback[]) => model.fit(x, y, {epochs: 1, verbose: 0, callbacks});
    await expect(fit([monitor, broken] as tf.Callback[])).rejects.toThrow('mine');
    expect(Object.keys(model.optimizer)).not.toContain('incrementIterations');
    await fit([monitor]);
    expect(Object.keys(model.optimizer)).not.toContain('incrementIterations');
    expect(monitor.steps.learningRate).toEqual([0.1]);
  });

  it('goes on from a state taken as JSON, for one fit', async () => {
    const fit = (monitor: LearningRateMonitor, initialEpoch: number, epochs: number) =>
      tinyModel().fit(x, y, {batchSize: 4, initialEpoch, epochs, verbose: 0, callbacks: monitor});
    const whole = learningRateMonitor();
    await fit(whole, 0, 4);

    const first = learningRateMonitor();
    await fit(first, 0, 2);
    const second = learningRateMonitor();
    second.setState(JSON.parse(JSON.stringify(first.getState())));
    const {history} = await fit(second, 2, 4);
    expect(second.getState()).toEqual(whole.getState());
    expect(history['step_learning_rate']).toHaveLength(4);

    const state = second.getState();
    state.epochs.index.push(99);
    expect(second.epochs.index).toEqual([0, 1, 2, 3]);
  });

  it.each([
    [{momentum: 1}, 'LearningRateMonitor: `momentum` must be true or false; got 1.'],
    [{steps: 'no'}, 'LearningRateMonitor: `steps` must be true or false; got "no".'],
    [{step: true}, 'LearningRateMonitor: unknown option `step`; did you mean `steps`?'],
    [
      {logging_interval: 'step'},
      'LearningRateMonitor: unknown option `logging_interval`; there are momentum, steps.',
    ],
    [null, 'LearningRateMonitor: `options` must be an object; got null.'],
  ])('refuses %j', (options, message) => {
    expect(() => learningRateMonitor(options as never)).toThrow(new TypeError(message));
  });

  it('refuses a state that is none', () => {
    expect(() => learningRateMonitor().setState([] as never)).toThrow(
      new TypeError('LearningRateMonitor: `state` must be what getState() gave; got [].'),
    );
  });
});
