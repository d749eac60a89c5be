import {afterEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  bestSnapshot,
  getLearningRate,
  learningRateScheduler,
  ReduceLROnPlateau,
  reduceLROnPlateau,
  setLearningRate,
  type ReduceLROnPlateauOptions,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';
import {plateauRates, plateauTrace} from '../helpers/plateauRates';
import {stateOf} from '../state/models';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('ReduceLROnPlateau', () => {
  it('reduces after `patience` epochs without improvement', async () => {
    expect(await plateauRates([3, 2, 2, 2, 2], {patience: 2})).toEqual([1, 1, 1, 0.5, 0.5]);
  });

  it('takes patience 0 for 1', async () => {
    expect(await plateauRates([1, 1, 1], {patience: 0})).toEqual([1, 0.5, 0.25]);
  });

  it('counts NaN as no improvement, even first', async () => {
    expect(await plateauRates([NaN, 2, 1, 1], {patience: 2})).toEqual([1, 1, 1, 1]);
    expect(await plateauRates([NaN, NaN, NaN, NaN], {patience: 2})).toEqual([1, 0.5, 0.5, 0.25]);
  });

  it.each([
    [{patience: 1, cooldown: 0}, [1, 0.5, 0.25, 0.125, 0.0625, 0.03125]],
    [{patience: 1, cooldown: 1}, [1, 0.5, 0.25, 0.125, 0.0625, 0.03125]],
    [{patience: 1, cooldown: 2}, [1, 0.5, 0.5, 0.25, 0.25, 0.125]],
    [{patience: 2, cooldown: 0}, [1, 1, 0.5, 0.5, 0.25, 0.25]],
    [{patience: 2, cooldown: 3}, [1, 1, 0.5, 0.5, 0.5, 0.5]],
  ])('with %j cools down as Keras', async (options, rates) => {
    expect(await plateauRates([1, 1, 1, 1, 1, 1], options)).toEqual(rates);
  });

  it('needs a change of more than minDelta, whose sign does not matter', async () => {
    for (const minDelta of [0.25, -0.25]) {
      expect(await plateauRates([2, 1.75, 1.5], {patience: 1, minDelta})).toEqual([1, 0.5, 0.5]);
    }
  });

  it('with thresholdMode rel needs more than that fraction of the best', async () => {
    const options = {patience: 1, minDelta: 0.5, thresholdMode: 'rel'} as const;
    expect(await plateauRates([8, 4, 3.9], options)).toEqual([1, 0.5, 0.5]);
    expect(await plateauRates([2, 3, 3.1], {...options, mode: 'max'})).toEqual([1, 0.5, 0.5]);
  });

  it('never goes below minLr, and there lets the wait grow', async () => {
    const options = {monitor: 'loss', factor: 0.5, patience: 1, minLr: 0.3};
    const {rates, waits} = await plateauTrace([1, 1, 1, 1, 1], 1, options);
    expect(rates).toEqual([1, 0.5, 0.3, 0.3, 0.3]);
    expect(waits).toEqual([0, 0, 0, 1, 2]);
  });

  it('never raises a rate that is below minLr', async () => {
    expect(await plateauRates([1, 1, 1], {patience: 1, minLr: 2})).toEqual([1, 1, 1]);
  });

  it('finds val_acc for val_accuracy', async () => {
    const model = tinyModel();
    const callback = reduceLROnPlateau({monitor: 'val_accuracy', patience: 1});
    callback.setModel(model);
    await callback.onTrainBegin();
    for (const val_acc of [0.5, 0.6, 0.6]) await callback.onEpochEnd(0, {val_acc});
    expect(getLearningRate(model.optimizer)).toBeCloseTo(0.01, 12);
    expect(callback.getState().best).toBe(0.6);
  });

  it('logs the rate before its reduction, and leaves one that is logged already', async () => {
    const model = tinyModel(tf.train.sgd(1));
    const callback = reduceLROnPlateau({monitor: 'loss', patience: 1, factor: 0.5});
    callback.setModel(model);
    await callback.onTrainBegin();
    await callback.onEpochEnd(0, {loss: 1});
    const logs: tf.Logs = {loss: 1};
    await callback.onEpochEnd(1, logs);
    expect(logs).toEqual({loss: 1, learning_rate: 1});
    const logged: tf.Logs = {loss: 1, learning_rate: 0.7};
    await callback.onEpochEnd(2, logged);
    expect(logged['learning_rate']).toBe(0.7);
  });

  it('prints a line at each reduction when verbose', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    await plateauRates([1, 1, 1], {patience: 1, verbose: 1});
    expect(log.mock.calls).toEqual([
      ['Epoch 2: ReduceLROnPlateau reducing learning rate to 0.5.'],
      ['Epoch 3: ReduceLROnPlateau reducing learning rate to 0.25.'],
    ]);
  });

  it('warns once in a run, with the metrics that are there, when its metric is not', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const {rates} = await plateauTrace([null, null, null], 1, {patience: 1});
    expect(rates).toEqual([1, 1, 1]);
    expect(warn.mock.calls).toEqual([['ReduceLROnPlateau: there is no metric `val_loss`; there are: none.']]);
  });

  it('does not warn of an epoch that is broken off, which has no validation metrics', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const model = tinyModel();
    const {x, y} = trainingData();
    await model.fit(x, y, {
      ...{batchSize: 4, epochs: 2, validationData: [x, y], verbose: 0},
      callbacks: [
        reduceLROnPlateau({patience: 1}),
        new tf.CustomCallback({onBatchBegin: () => void (model.stopTraining = true)}),
      ],
    });
    expect(warn).not.toHaveBeenCalled();
  });

  it('begins each fit afresh, but for the rate', async () => {
    const model = tinyModel(tf.train.sgd(1));
    const callback = reduceLROnPlateau({monitor: 'loss', patience: 2, factor: 0.5});
    callback.setModel(model);
    for (let fit = 0; fit < 2; fit++) {
      await callback.onTrainBegin();
      for (const loss of [1, 1]) await callback.onEpochEnd(0, {loss});
    }
    expect(getLearningRate(model.optimizer)).toBe(1);
    await callback.onEpochEnd(2, {loss: 1});
    await callback.onTrainBegin();
    expect(getLearningRate(model.optimizer)).toBe(0.5);
    expect(callback.getState()).toMatchObject({best: null, wait: 0, cooldown: 0});
  });

  it('is a tf.Callback, by either spelling', () => {
    expect(reduceLROnPlateau()).toBeInstanceOf(ReduceLROnPlateau);
    expect(new ReduceLROnPlateau()).toBeInstanceOf(tf.Callback);
  });

  it('reduces in a real fit', async () => {
    const model = tinyModel(tf.train.sgd(0.5));
    const {x, y} = trainingData();
    const {history} = await model.fit(x, y, {
      ...{epochs: 4, validationData: [x, y], verbose: 0},
      callbacks: reduceLROnPlateau({patience: 1, minDelta: 100, factor: 0.5}),
    });
    expect(history['learning_rate']).toEqual([0.5, 0.5, 0.25, 0.125]);
    expect(getLearningRate(model.optimizer)).toBe(0.0625);
  });
});

describe('ReduceLROnPlateau with restoreBestWeights', () => {
  const {x, y} = trainingData(8);
  const args = {batchSize: 4, shuffle: false, verbose: 0} as const;

  /** Puts losses into the logs, and keeps what the model is at the end of each epoch. */
  class Losses extends tf.Callback {
    readonly states: unknown[] = [];
    constructor(private readonly losses: readonly number[]) {
      super();
    }
    override async onEpochEnd(epoch: number, logs: tf.Logs = {}): Promise<void> {
      if (epoch in this.losses) logs['score'] = this.losses[epoch]!;
      this.states.push(rateless(this.model));
    }
  }

  /** Weights, slots and counters, without the rate. */
  const rateless = (model: tf.LayersModel) =>
    JSON.stringify(stateOf(model)).replace(/"(learningRate|c)":("[^"]*"|[^,}]*)/g, '');

  const restoring = (options: ReduceLROnPlateauOptions = {}) =>
    reduceLROnPlateau({
      ...{monitor: 'score', mode: 'min', patience: 2, factor: 0.5, restoreBestWeights: bestSnapshot},
      ...options,
    });

  it.each([
    ['adam', () => tf.train.adam(0.1)],
    ['momentum', () => tf.train.momentum(0.1, 0.9)],
  ])('goes back to the best epoch with the slots of %s, each time it reduces', async (_name, make) => {
    const model = tinyModel(make());
    const best = new Losses([3, 1, 2, 2, 2, 2]);
    const after = new Losses([]);
    await model.fit(x, y, {...args, epochs: 6, callbacks: [best, restoring(), after]});
    expect(after.states[3]).toEqual(best.states[1]);
    expect(after.states[5]).toEqual(best.states[1]);
    expect(best.states[3]).not.toEqual(best.states[1]);
    expect(after.states[2]).toEqual(best.states[2]);
    expect(getLearningRate(model.optimizer)).toBe(0.025);
  });

  it('reduces the rate of now, not that of the best epoch', async () => {
    const model = tinyModel(tf.train.sgd(1));
    const rates = [1, 0.8, 0.6, 0.4, 0.3, 0.2];
    const schedule = learningRateScheduler((epoch) => rates[epoch]!);
    const {history} = await model.fit(x, y, {
      ...{...args, epochs: 6},
      callbacks: [schedule, new Losses([1, 2, 2, 2, 2, 2]), restoring()],
    });
    expect(history['learning_rate']!.map((rate) => Number(Number(rate).toFixed(9)))).toEqual([
      1, 0.8, 0.6, 0.2, 0.15, 0.05,
    ]);
  });

  it('leaves the model as it is without the option, without a best epoch and at minLr', async () => {
    const unchanged = async (losses: number[], options: ReduceLROnPlateauOptions) => {
      const model = tinyModel(tf.train.adam(0.1));
      const before = new Losses(losses);
      const after = new Losses([]);
      const callbacks = [before, restoring(options), after];
      await model.fit(x, y, {...args, epochs: losses.length, callbacks});
      expect(after.states).toEqual(before.states);
    };
    await unchanged([1, 2, 2], {restoreBestWeights: undefined});
    await unchanged([NaN, NaN, NaN], {});
    await unchanged([1, 2, 2], {minLr: 0.1});
  });

  it.each([
    ['to the end', false],
    ['with an error', true],
  ])('holds nothing after 8 fits %s', async (_case, throws) => {
    const fit = async (callbacks: tf.Callback[]) => {
      const model = tinyModel(tf.train.adam(0.1));
      const broken = new tf.CustomCallback({
        onEpochBegin: (epoch) => (epoch === 2 && throws ? Promise.reject(new Error('mine')) : undefined),
      });
      await model.fit(x, y, {...args, epochs: 3, callbacks: [...callbacks, broken]}).catch(() => {});
      model.optimizer.dispose();
      model.dispose();
    };
    const left = async (callbacks: () => tf.Callback[]) => {
      await fit(callbacks());
      const before = tf.memory().numTensors;
      for (let i = 0; i < 8; i++) await fit(callbacks());
      return tf.memory().numTensors - before;
    };
    const losses = [2, 1, 2];
    const bare = await left(() => [new Losses(losses)]);
    expect(await left(() => [new Losses(losses), restoring({patience: 1})])).toBe(bare);
  });

  it('has no weights in its state: a best epoch before it is not restored', async () => {
    const callback = restoring();
    callback.setState({best: 0, wait: 0, cooldown: 0, rate: null});
    const model = tinyModel(tf.train.adam(0.1));
    const before = new Losses([1, 1]);
    const after = new Losses([]);
    await model.fit(x, y, {...args, epochs: 2, callbacks: [before, callback, after]});
    expect(getLearningRate(model.optimizer)).toBe(0.05);
    expect(after.states).toEqual(before.states);
  });
});

describe('the state of ReduceLROnPlateau', () => {
  const options: ReduceLROnPlateauOptions = {monitor: 'loss', patience: 2, factor: 0.5, cooldown: 2};
  const losses = [3, 2, 2, 2, -Infinity, 5, 5, 5, 5, 5, 5, 5];

  async function run(callback: ReduceLROnPlateau, model: tf.LayersModel, from: number, to: number) {
    callback.setModel(model);
    await callback.onTrainBegin();
    const rates: number[] = [];
    for (let epoch = from; epoch < to; epoch++) {
      await callback.onEpochEnd(epoch, {loss: losses[epoch]!});
      rates.push(getLearningRate(model.optimizer));
    }
    return rates;
  }

  it.each([...losses.keys()])('taken after %i epochs, as JSON, lets another process go on', async (k) => {
    const whole = await run(reduceLROnPlateau(options), tinyModel(tf.train.sgd(0.1)), 0, losses.length);

    const first = reduceLROnPlateau(options);
    const begun = await run(first, tinyModel(tf.train.sgd(0.1)), 0, k);
    const second = reduceLROnPlateau(options);
    second.setState(JSON.parse(JSON.stringify(first.getState())));
    const ended = await run(second, tinyModel(tf.train.sgd(0.1)), k, losses.length);
    expect([...begun, ...ended]).toEqual(whole);
  });

  it('is what it was when it was taken', async () => {
    const model = tinyModel(tf.train.sgd(0.1));
    const callback = reduceLROnPlateau(options);
    await run(callback, model, 0, 1);
    const state = callback.getState();
    const copy = structuredClone(state);
    await run(callback, model, 1, losses.length);
    expect(state).toEqual(copy);
  });

  it('is armed for exactly the next fit', async () => {
    const model = tinyModel(tf.train.sgd(1));
    const callback = reduceLROnPlateau(options);
    const state = {best: 1, wait: 1, cooldown: 0, rate: null};
    callback.setState(state);
    expect(callback.getState()).toEqual(state);
    callback.setModel(model);
    await callback.onTrainBegin();
    expect(callback.getState()).toMatchObject({best: 1, wait: 1});
    await callback.onTrainBegin();
    expect(callback.getState()).toMatchObject({best: null, wait: 0});
  });

  it('is a copy', () => {
    const callback = reduceLROnPlateau(options);
    const state = {best: 1, wait: 1, cooldown: 0, rate: null};
    callback.setState(state);
    state.wait = 7;
    expect(callback.getState().wait).toBe(1);
  });

  it.each([
    [{best: 1, wait: 1, cooldown: 0}, '{best, wait, cooldown}'],
    [{}, '{}'],
    [null, 'null'],
    ['{}', '"{}"'],
  ])('refuses %j and stays as it was', (state, shown) => {
    const callback = reduceLROnPlateau(options);
    const before = callback.getState();
    expect(() => callback.setState(state as never)).toThrow(
      new TypeError(`ReduceLROnPlateau: \`state\` must be what getState() gave; got ${shown}.`),
    );
    expect(callback.getState()).toEqual(before);
  });

  it('brings the scale to an optimizer that begins at the base', async () => {
    const model = tinyModel(tf.train.sgd(1));
    const callback = reduceLROnPlateau(options);
    callback.setState({
      best: 1,
      wait: 0,
      cooldown: 0,
      rate: {initial: 1, base: 1, scale: 0.25, inForce: 0.25},
    });
    callback.setModel(model);
    await callback.onTrainBegin();
    expect(getLearningRate(model.optimizer)).toBe(0.25);
    setLearningRate(model.optimizer, 1);
  });
});

describe('ReduceLROnPlateau refuses', () => {
  const rule = {
    factor: 'strictly between 0 and 1',
    patience: 'an integer >= 0',
    cooldown: 'an integer >= 0',
    minLr: 'a finite number >= 0',
    minDelta: 'a finite number',
    monitor: 'a string',
    mode: "'auto' or 'min' or 'max'",
    thresholdMode: "'abs' or 'rel'",
    restoreBestWeights: 'bestSnapshot',
    verbose: 'true, false, 0 or 1',
  };

  it.each([
    ...([0, 1, -0.1, 1.5, NaN, Infinity, '0.1', null] as const).map((value) => ['factor', value] as const),
    ...([-1, 1.5, NaN, Infinity, '3', null] as const).map((value) => ['patience', value] as const),
    ...([-1, 0.5, NaN, '0', null] as const).map((value) => ['cooldown', value] as const),
    ...([-1e-9, NaN, Infinity, '0', null] as const).map((value) => ['minLr', value] as const),
    ...([NaN, Infinity, '0', null] as const).map((value) => ['minDelta', value] as const),
    ...([5, null] as const).map((value) => ['monitor', value] as const),
    ...(['foo', 1, null] as const).map((value) => ['mode', value] as const),
    ...(['relative', 1, null] as const).map((value) => ['thresholdMode', value] as const),
    ...([true, 'yes', null] as const).map((value) => ['restoreBestWeights', value] as const),
    ...([2, 'yes', null] as const).map((value) => ['verbose', value] as const),
  ])('%s: %p', (name, value) => {
    const shown = typeof value === 'string' ? `"${value}"` : String(value);
    expect(() => reduceLROnPlateau({[name]: value})).toThrow(
      `ReduceLROnPlateau: \`${name}\` must be ${rule[name]}; got ${shown}.`,
    );
  });

  it.each([
    ['min_lr', 'minLr'],
    ['min_delta', 'minDelta'],
    ['cool_down', 'cooldown'],
    ['patients', 'patience'],
    ['threshold_mode', 'thresholdMode'],
  ])('the misspelt %s', (name, meant) => {
    expect(() => reduceLROnPlateau({[name]: 1})).toThrow(
      new TypeError(`ReduceLROnPlateau: unknown option \`${name}\`; did you mean \`${meant}\`?`),
    );
  });
});
