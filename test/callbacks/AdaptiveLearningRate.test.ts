import {afterEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {
  AdaptiveLearningRate,
  adaptiveLearningRate,
  getLearningRate,
  learningRateScheduler,
  type AdaptiveLearningRateState,
} from 'tfjs-callbacks';
import {adaptiveRates} from '../helpers/adaptiveRates';
import {tinyModel, trainingData} from '../helpers/models';

afterEach(() => {
  jest.restoreAllMocks();
});

const doubling = {factor: 0.5, raiseFactor: 2} as const;

describe('AdaptiveLearningRate', () => {
  it('raises the rate while the metric improves, and lowers it when it does not', async () => {
    expect(await adaptiveRates([3, 2, 2, 3, 1], 1, doubling)).toEqual([2, 4, 2, 1, 2]);
  });

  it('by default raises by 5 % and halves', async () => {
    expect(await adaptiveRates([3, 4], 1, {})).toEqual([1.05, 0.525]);
  });

  it('compares with the best, or with the one before', async () => {
    const losses = [1, 5, 4, 3];
    expect(await adaptiveRates(losses, 1, doubling)).toEqual([2, 1, 0.5, 0.25]);
    expect(await adaptiveRates(losses, 1, {...doubling, comparedWith: 'previous'})).toEqual([2, 1, 2, 4]);
  });

  it('waits for patience and raisePatience epochs in a row', async () => {
    const options = {...doubling, patience: 2, raisePatience: 3};
    expect(await adaptiveRates([9, 8, 7, 6, 5, 4], 1, options)).toEqual([1, 1, 2, 2, 2, 4]);
    expect(await adaptiveRates([1, 2, 2, 2, 2], 1, options)).toEqual([1, 1, 0.5, 0.5, 0.25]);
    expect(await adaptiveRates([9, 9, 8, 8, 7, 7], 1, options)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('sits out epochs after a change: cooldown behind a lowering, warmup behind a raise', async () => {
    expect(await adaptiveRates([1, 2, 2, 2], 1, {...doubling, cooldown: 1})).toEqual([2, 1, 1, 0.5]);
    expect(await adaptiveRates([4, 3, 2, 1], 1, {...doubling, warmup: 2})).toEqual([2, 2, 2, 4]);
  });

  it('stays between minLr and maxLr, and does not go there from outside', async () => {
    const limits = {...doubling, minLr: 0.4, maxLr: 3};
    expect(await adaptiveRates([3, 2, 1, 1, 1, 1, 1], 1, limits)).toEqual([2, 3, 3, 1.5, 0.75, 0.4, 0.4]);
    expect(await adaptiveRates([3, 2], 5, limits)).toEqual([5, 5]);
    expect(await adaptiveRates([3, 3], 0.1, {...limits, raiseFactor: 1})).toEqual([0.1, 0.1]);
  });

  it('begins anew after resetAfter lowerings at minLr, with the rate of the begin', async () => {
    const options = {...doubling, minLr: 0.5, resetAfter: 2, raiseFactor: 1};
    // The lowering that reaches the floor is the first; behind the reset any value is the best.
    expect(await adaptiveRates([1, 2, 2, 2, 2, 2], 1, options)).toEqual([1, 0.5, 1, 1, 0.5, 1]);
    expect(await adaptiveRates([1, 2, 2, 2, 2, 2], 1, {...options, resetAfter: 9})).toEqual([
      1, 0.5, 0.5, 0.5, 0.5, 0.5,
    ]);
  });

  it('looks at the mean of a window', async () => {
    expect(await adaptiveRates([4, 2, 3, 2.5], 1, {...doubling, window: 2})).toEqual([2, 4, 8, 4]);
    expect(await adaptiveRates([4, 2, 3.9, 0.1], 1, {...doubling, window: 2})).toEqual([2, 4, 8, 16]);
  });

  it('counts NaN as no improvement, even first, and forgets it', async () => {
    expect(await adaptiveRates([NaN, 2, NaN, 1], 1, doubling)).toEqual([0.5, 1, 0.5, 1]);
    expect(await adaptiveRates([2, NaN, 1], 1, {...doubling, comparedWith: 'previous'})).toEqual([2, 1, 2]);
    expect(await adaptiveRates([4, NaN, 2, Infinity, 1], 1, {...doubling, window: 2})).toEqual([
      2, 1, 2, 1, 2,
    ]);
  });

  it('needs a change of more than minDelta, in the direction of mode', async () => {
    const {minDelta, thresholdMode, mode} = {minDelta: -0.5, thresholdMode: 'rel', mode: 'max'} as const;
    expect(await adaptiveRates([2, 1.5, 1.4], 1, {...doubling, minDelta})).toEqual([2, 1, 2]);
    expect(await adaptiveRates([2, 3, 3.1], 1, {...doubling, minDelta, thresholdMode, mode})).toEqual([
      2, 1, 2,
    ]);
  });

  it('logs the rate before its change, and prints a line at each when verbose', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    const model = tinyModel(tf.train.sgd(1));
    const callback = adaptiveLearningRate({
      ...{...doubling, monitor: 'loss', minLr: 0.5, resetAfter: 1, verbose: true},
    });
    callback.setModel(model);
    await callback.onTrainBegin();
    const rates: unknown[] = [];
    for (const [epoch, loss] of [1, 2, 2].entries()) {
      const logs: tf.Logs = {loss};
      await callback.onEpochEnd(epoch, logs);
      rates.push(logs['learning_rate']);
    }
    expect(rates).toEqual([1, 2, 1]);
    expect(log.mock.calls).toEqual([
      ['Epoch 1: AdaptiveLearningRate raising learning rate to 2.'],
      ['Epoch 2: AdaptiveLearningRate lowering learning rate to 1.'],
      ['Epoch 3: AdaptiveLearningRate lowering learning rate to 0.5.'],
      ['Epoch 3: AdaptiveLearningRate resetting learning rate to 1.'],
    ]);
  });

  it('warns once in a run when its metric is not there', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const callback = adaptiveLearningRate();
    callback.setModel(tinyModel());
    await callback.onTrainBegin();
    for (const epoch of [0, 1]) await callback.onEpochEnd(epoch, {loss: 1});
    expect(warn.mock.calls).toEqual([
      ['AdaptiveLearningRate: there is no metric `val_loss`; there are: loss.'],
    ]);
  });

  it('scales a schedule in a fit, and gives it its own rates back when it begins anew', async () => {
    const model = tinyModel(tf.train.sgd(1));
    const {x, y} = trainingData();
    const rising = new (class extends tf.Callback {
      override async onEpochEnd(epoch: number, logs: tf.Logs = {}) {
        logs['score'] = epoch;
      }
    })();
    const {history} = await model.fit(x, y, {
      ...{epochs: 6, verbose: 0},
      callbacks: [
        learningRateScheduler((epoch) => 1 / (epoch + 1)),
        rising,
        adaptiveLearningRate({...doubling, monitor: 'score', mode: 'min', minLr: 0.1, resetAfter: 1}),
      ],
    });
    // Only a first epoch is an improvement: epoch 0, and epoch 4 behind the one that came down to the floor.
    const scales = history['learning_rate']!.map((rate, epoch) => Number(rate) * (epoch + 1));
    expect(scales.map((scale) => Number(scale.toFixed(6)))).toEqual([1, 2, 1, 0.5, 1, 2]);
  });

  it('leaves its options as they were', async () => {
    const options = Object.freeze({...doubling, minDelta: -1});
    await adaptiveRates([2, 1, 2], 1, options);
    expect(options).toEqual({...doubling, minDelta: -1});
  });

  it('is a tf.Callback, by either spelling', () => {
    expect(adaptiveLearningRate()).toBeInstanceOf(AdaptiveLearningRate);
    expect(new AdaptiveLearningRate()).toBeInstanceOf(tf.Callback);
  });
});

describe('the state of AdaptiveLearningRate', () => {
  const metric = fc.oneof(
    {weight: 8, arbitrary: fc.integer({min: 0, max: 9})},
    {weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity)},
  );
  const settings = fc.record({
    patience: fc.integer({min: 1, max: 3}),
    raisePatience: fc.integer({min: 1, max: 3}),
    comparedWith: fc.constantFrom('best' as const, 'previous' as const),
    cooldown: fc.nat(2),
    warmup: fc.nat(2),
    window: fc.integer({min: 1, max: 3}),
    resetAfter: fc.integer({min: 1, max: 3}),
  });

  it('taken after any epoch, as JSON, lets another process go on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(metric, {minLength: 2, maxLength: 14}),
        fc.nat(),
        settings,
        async (losses, cut, some) => {
          const options = {...doubling, ...some, monitor: 'loss', minLr: 0.25, maxLr: 4};
          const run = async (from: number, to: number, state?: AdaptiveLearningRateState) => {
            const model = tinyModel(tf.train.sgd(1));
            const callback = adaptiveLearningRate(options);
            if (state) callback.setState(JSON.parse(JSON.stringify(state)) as AdaptiveLearningRateState);
            callback.setModel(model);
            await callback.onTrainBegin();
            const rates: number[] = [];
            for (let epoch = from; epoch < to; epoch++) {
              await callback.onEpochEnd(epoch, {loss: losses[epoch]!});
              rates.push(getLearningRate(model.optimizer));
            }
            const taken = callback.getState();
            model.optimizer.dispose();
            model.dispose();
            return {rates, state: taken};
          };
          const k = cut % losses.length;
          const whole = await run(0, losses.length);
          const first = await run(0, k);
          const second = await run(k, losses.length, first.state);
          expect([...first.rates, ...second.rates]).toEqual(whole.rates);
        },
      ),
      {numRuns: 80},
    );
  });

  it('is reset by the next fit', async () => {
    const callback = adaptiveLearningRate({monitor: 'loss', patience: 5});
    const model = tinyModel(tf.train.sgd(1));
    callback.setModel(model);
    await callback.onTrainBegin();
    for (const loss of [1, 2]) await callback.onEpochEnd(0, {loss});
    expect(callback.getState()).toMatchObject({reference: 1, bad: 1, scale: 1});
    await callback.onTrainBegin();
    expect(callback.getState()).toMatchObject({reference: null, bad: 0, good: 0});
    expect(getLearningRate(model.optimizer)).toBe(1.05);
  });
});

describe('AdaptiveLearningRate refuses', () => {
  const rule = {
    monitor: 'a string',
    factor: 'strictly between 0 and 1',
    raiseFactor: 'a finite number >= 1',
    patience: 'an integer >= 1',
    raisePatience: 'an integer >= 1',
    comparedWith: "'best' or 'previous'",
    mode: "'auto' or 'min' or 'max'",
    minDelta: 'a finite number',
    thresholdMode: "'abs' or 'rel'",
    window: 'an integer >= 1',
    cooldown: 'an integer >= 0',
    warmup: 'an integer >= 0',
    minLr: 'a finite number >= 0',
    maxLr: 'a finite number > 0',
    resetAfter: 'an integer >= 1',
    verbose: 'true, false, 0 or 1',
  };

  it.each([
    ...([5, null] as const).map((value) => ['monitor', value] as const),
    ...([0, 1, NaN] as const).map((value) => ['factor', value] as const),
    ...([0.5, Infinity, NaN] as const).map((value) => ['raiseFactor', value] as const),
    ...(['patience', 'raisePatience', 'window', 'resetAfter'] as const).flatMap((name) =>
      [0, 1.5, NaN].map((value) => [name, value] as const),
    ),
    ...(['cooldown', 'warmup', 'minLr'] as const).flatMap((name) =>
      [-1, NaN].map((value) => [name, value] as const),
    ),
    ...(['comparedWith', 'mode', 'thresholdMode'] as const).map((name) => [name, 'foo'] as const),
    ...([0, Infinity] as const).map((value) => ['maxLr', value] as const),
    ...([NaN, '0'] as const).map((value) => ['minDelta', value] as const),
    ...([2] as const).map((value) => ['verbose', value] as const),
  ])('%s: %p', (name, value) => {
    const shown = typeof value === 'string' ? `"${value}"` : String(value);
    expect(() => adaptiveLearningRate({[name]: value})).toThrow(
      `AdaptiveLearningRate: \`${name}\` must be ${rule[name]}; got ${shown}.`,
    );
  });

  it('the misspelt max_lr, and a metric whose direction it does not know', () => {
    expect(() => adaptiveLearningRate({max_lr: 1} as never)).toThrow(
      new TypeError('AdaptiveLearningRate: unknown option `max_lr`; did you mean `maxLr`?'),
    );
    expect(() => adaptiveLearningRate({monitor: 'unknown'})).toThrow(/^AdaptiveLearningRate: `mode` must be/);
  });
});
