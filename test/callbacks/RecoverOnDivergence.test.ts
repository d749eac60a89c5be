import {afterEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  constant,
  getLearningRate,
  learningRateScheduler,
  recoverOnDivergence,
  RecoverOnDivergence,
  reduceLROnPlateau,
  terminateOnNaN,
  type RecoverOnDivergenceOptions,
} from 'tfjs-callbacks';
import {onLateBackend} from '../helpers/lateBackend';
import {tinyModel, trainingData} from '../helpers/models';
import {mixed, stateOf} from '../state/models';

afterEach(() => {
  jest.restoreAllMocks();
});

const silenced = () => jest.spyOn(console, 'warn').mockImplementation(() => {});

/** A model whose one weight is set by hand: it tells which state it is in. */
function counter(rate = 1) {
  const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1], useBias: false})]});
  model.compile({optimizer: tf.train.sgd(rate), loss: 'meanSquaredError'});
  const weight = model.weights[0]!.read() as tf.Variable;
  return {
    model,
    set: (value: number) => tf.tidy(() => weight.assign(tf.fill([1, 1], value))),
    get: () => weight.dataSync()[0]!,
  };
}

/** Drives the hooks with these losses, by epoch. The weights before a batch are its number, those after it 100 more. */
async function driven(epochs: readonly number[][], options: RecoverOnDivergenceOptions = {}) {
  silenced();
  const before = tf.memory().numTensors;
  const {model, set, get} = counter();
  const callback = recoverOnDivergence(options);
  callback.setModel(model);
  await callback.onTrainBegin();
  model.stopTraining = false;
  let step = 0;
  const weights: number[] = [];
  for (const [epoch, losses] of epochs.entries()) {
    await callback.onEpochBegin(epoch);
    for (const [batch, loss] of losses.entries()) {
      if (model.stopTraining) break;
      set(step);
      await callback.onBatchBegin(batch);
      set(step + 100);
      await callback.onBatchEnd(batch, {loss});
      weights.push(get());
      step += 1;
    }
    await callback.onEpochEnd(epoch, {});
  }
  await callback.onTrainEnd();
  const rate = getLearningRate(model.optimizer);
  const {events, stopped} = callback;
  const state = callback.getState();
  model.optimizer.dispose();
  model.dispose();
  return {weights, rate, events, stopped, state, left: tf.memory().numTensors - before};
}

describe('RecoverOnDivergence', () => {
  it('goes back to the last epoch begin that proved good, and halves the rate', async () => {
    const {weights, rate, events, left} = await driven([
      [3, 2],
      [2, NaN, 5],
    ]);
    expect(weights).toEqual([100, 101, 102, 2, 104]);
    expect(rate).toBe(0.5);
    expect(events).toEqual([
      {
        ...{kind: 'nan', epoch: 1, batch: 1, loss: NaN, learningRate: 0.5},
        restoredFrom: {epoch: 1, batch: 0},
      },
    ]);
    expect(left).toBe(0);
  });

  it('never takes weights for good whose own loss was bad', async () => {
    // Before the last batch a snapshot is taken: its loss says that it is bad already.
    const {weights, events} = await driven([[3, 2, 1, Infinity]], {snapshotFreq: 1});
    expect(weights.at(-1)).toBe(2);
    expect(events).toMatchObject([{kind: 'infinite', batch: 3, restoredFrom: {epoch: 0, batch: 2}}]);
  });

  it('counts the batches of the whole fit for snapshotFreq', async () => {
    const {weights} = await driven(
      [
        [3, 2, 1],
        [1, 1, NaN],
      ],
      {snapshotFreq: 2},
    );
    expect(weights.at(-1)).toBe(4);
  });

  it('goes back by one more when it diverges again before anything has proved good', async () => {
    const losses = [3, 2, 1, NaN, NaN, NaN, NaN];
    const {weights, rate} = await driven([losses], {snapshotFreq: 1, keep: 3, maxRetries: 9});
    expect(weights.slice(3)).toEqual([2, 1, 0, 0]);
    expect(rate).toBe(1 / 16);
  });

  it('keeps so many snapshots, and no more', async () => {
    const losses = [3, 2, 1, NaN, NaN, NaN];
    expect((await driven([losses], {snapshotFreq: 1, keep: 1})).weights.slice(3)).toEqual([2, 2, 2]);
    expect((await driven([losses], {snapshotFreq: 1})).weights.slice(3)).toEqual([2, 1, 1]);
  });

  it('begins with the newest again when a snapshot has proved good in between', async () => {
    const {weights} = await driven([[3, 2, NaN, 2, NaN]], {snapshotFreq: 1});
    expect(weights).toEqual([100, 101, 1, 103, 3]);
  });

  it('stops when the retries are used up, with the model as it last was good', async () => {
    const warn = silenced();
    const {weights, rate, stopped, events, state, left} = await driven([[3, NaN, NaN, 9], [1]], {
      maxRetries: 1,
    });
    expect(weights).toEqual([100, 0, 0]);
    expect(rate).toBe(0.5);
    expect(events).toHaveLength(2);
    expect(stopped).toBe(events[1]);
    expect(stopped).toMatchObject({batch: 2, learningRate: 0.5, restoredFrom: {epoch: 0, batch: 0}});
    expect(state.retries).toBe(1);
    expect(left).toBe(0);
    expect(warn.mock.calls).toEqual([
      [
        'RecoverOnDivergence: the loss is NaN in batch 1 of epoch 0; back to batch 0 of epoch 0, learning rate 0.5.',
      ],
      [
        'RecoverOnDivergence: the loss is NaN in batch 2 of epoch 0, after 1 of 1 recoveries; back to batch 0 of epoch 0, training stops.',
      ],
    ]);
  });

  it('stops at once when nothing has proved good', async () => {
    const {weights, rate, stopped} = await driven([[NaN, 1]]);
    expect(weights).toEqual([100]);
    expect(rate).toBe(1);
    expect(stopped).toMatchObject({epoch: 0, batch: 0, restoredFrom: undefined});
  });

  it('with raiseError rejects, and says where', async () => {
    await expect(driven([[1, NaN]], {maxRetries: 0, raiseError: true})).rejects.toThrow(
      new RangeError(
        'RecoverOnDivergence: the loss is NaN in batch 1 of epoch 0, after 0 of 0 recoveries; back to batch 0 of epoch 0.',
      ),
    );
  });

  it.each([
    [{factor: 0.1, minLr: 0.05, maxRetries: 9}, 0.05],
    [{factor: 0.1, minLr: 3, maxRetries: 9}, 1],
  ])('with %j ends at the rate %d', async (options, rate) => {
    expect((await driven([[1, NaN, 1, NaN, 1, NaN]], options)).rate).toBe(rate);
  });

  it('takes a loss for a spike that is more than so many times the median', async () => {
    const options = {spikeFactor: 2, spikeWindow: 3};
    expect((await driven([[9, 1, 2, 4]], options)).events).toEqual([]);
    const {events} = await driven([[9, 1, 2, 4.1, 4.1]], options);
    expect(events).toMatchObject([{kind: 'spike', batch: 3, loss: 4.1}]);
  });

  it('knows a spike from the second loss on, and takes none for one by itself', async () => {
    expect((await driven([[1, 2.1]], {spikeFactor: 2})).events).toMatchObject([{kind: 'spike', batch: 1}]);
    expect((await driven([[1e30, 1, 2, 3, 99]], {spikeFactor: 2, spikeWindow: 9})).events).toMatchObject([
      {batch: 4, loss: 99},
    ]);
    expect((await driven([[1, 1, 1, 1e30]])).events).toEqual([]);
  });

  it('knows spikes of negative losses', async () => {
    const options = {spikeFactor: 3, spikeWindow: 2};
    expect((await driven([[-2, -2, 2, 2.1]], options)).events).toMatchObject([{batch: 3, loss: 2.1}]);
  });

  it('takes the losses of the window back as well', async () => {
    const options = {spikeFactor: 2, spikeWindow: 2, snapshotFreq: 4};
    // After the recovery the window has the first losses only: 30 is fine beside 20, but not beside 1.
    const {events} = await driven([[20, 20, 20, 20, 20, 10, 5, 2, NaN, 30]], options);
    expect(events).toMatchObject([{kind: 'nan', batch: 8, restoredFrom: {batch: 4}}]);
  });

  it('passes over a batch without a loss', async () => {
    expect((await driven([[undefined as never, NaN]])).stopped).toMatchObject({batch: 1});
  });

  it('is a tf.Callback, by either spelling', () => {
    expect(recoverOnDivergence()).toBeInstanceOf(RecoverOnDivergence);
    expect(new RecoverOnDivergence()).toBeInstanceOf(tf.Callback);
  });
});

const {x, y} = trainingData(16);
const args = {batchSize: 4, epochs: 40, shuffle: false, verbose: 0} as const;
const lossOf = (model: tf.LayersModel) => {
  const loss = tf.tidy(() => (model.evaluate(x, y, {verbose: 0}) as tf.Scalar[])[0]!.dataSync()[0]!);
  return loss;
};

describe('RecoverOnDivergence in a fit that diverges', () => {
  it('lets it converge, where it dies without', async () => {
    silenced();
    const short = {...args, epochs: 20};
    const dies = tinyModel(tf.train.sgd(50));
    const before = lossOf(dies);
    await dies.fit(x, y, short);
    expect(lossOf(dies)).toBeNaN();

    const model = tinyModel(tf.train.sgd(50));
    const callback = recoverOnDivergence({factor: 0.1, spikeFactor: 10, snapshotFreq: 1});
    const {history} = await model.fit(x, y, {...short, callbacks: callback});
    expect(callback.events.length).toBeGreaterThan(0);
    expect(callback.stopped).toBeUndefined();
    expect(lossOf(model)).toBeLessThan(before);
    expect(history['loss']!.at(-1)).toBeLessThan(before);
  });

  it('notices it early by a spike', async () => {
    silenced();
    const model = tinyModel(tf.train.sgd(5));
    const callback = recoverOnDivergence({factor: 0.1, spikeFactor: 10, spikeWindow: 4, snapshotFreq: 1});
    const {history} = await model.fit(x, y, {...args, callbacks: callback});
    expect(callback.events[0]).toMatchObject({kind: 'spike'});
    expect(callback.events[0]!.epoch).toBeLessThan(5);
    expect(history['loss']!.every(Number.isFinite)).toBe(true);
  });

  it('puts weights, slots and counters back bit for bit, all but the rate', async () => {
    silenced();
    const {model} = mixed(tf.train.adam(0.01));
    const xs = tf.randomUniform([4, 2, 2], -1, 1, 'float32', 1);
    const ys = tf.ones([4, 1]);
    let good: unknown;
    let after: unknown;
    const rateless = (state: unknown) => JSON.stringify(state).replace(/"learningRate":[^,}]*/g, '');
    const watch = new (class extends tf.Callback {
      override async onBatchBegin(batch: number) {
        if (batch === 0) good = stateOf(this.model);
      }
      override async onBatchEnd(batch: number, logs: tf.Logs = {}) {
        if (batch === 1) logs['loss'] = NaN;
      }
    })();
    const then = new (class extends tf.Callback {
      override async onBatchEnd(batch: number) {
        if (batch === 1) after ??= stateOf(this.model);
      }
    })();
    const callbacks = [watch, recoverOnDivergence(), then];
    await model.fit(xs, ys, {batchSize: 2, epochs: 1, shuffle: false, verbose: 0, callbacks});
    expect(rateless(after)).toBe(rateless(good));
    expect(getLearningRate(model.optimizer)).toBe(0.005);
  });

  it('composes with a schedule: its rates are multiplied from then on', async () => {
    silenced();
    const model = tinyModel(tf.train.sgd(5));
    const callback = recoverOnDivergence({factor: 0.01, snapshotFreq: 1});
    const schedule = learningRateScheduler((epoch) => 50 / (epoch + 1));
    const {history} = await model.fit(x, y, {...args, epochs: 60, callbacks: [callback, schedule]});
    const scale = 0.01 ** callback.events.length;
    expect(callback.events.length).toBeGreaterThan(0);
    expect(history['learning_rate']!.at(-1)).toBeCloseTo((50 / 60) * scale, 12);
  });

  it('composes with a plateau beside it', async () => {
    silenced();
    const model = tinyModel(tf.train.sgd(5));
    const plateau = reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 1e9, factor: 0.5});
    const recover = recoverOnDivergence({factor: 0.01, snapshotFreq: 1, maxRetries: 1});
    await model.fit(x, y, {...args, epochs: 30, callbacks: [recover, plateau]});
    const {events} = recover;
    expect(getLearningRate(model.optimizer)).toBeCloseTo(5 * 0.01 ** events.length * 0.5 ** 29, 15);
  });

  it('is stopped by TerminateOnNaN in the same list', async () => {
    silenced();
    const model = tinyModel(tf.train.sgd(1e30));
    const {epoch} = await model.fit(x, y, {...args, callbacks: [recoverOnDivergence(), terminateOnNaN()]});
    expect(epoch.length).toBeLessThan(5);
  });

  it('on a backend that gives numbers late waits for none, and still goes back to before', async () => {
    silenced();
    await onLateBackend(async ({arrive}) => {
      const data = trainingData(16);
      const model = tinyModel(tf.train.sgd(0.1));
      let weightsBefore: number[] = [];
      const seen: number[][] = [];
      const watch = new (class extends tf.Callback {
        override async onBatchBegin(batch: number) {
          if (batch === 1) weightsBefore = [...this.model.getWeights()[0]!.bufferSync().values];
        }
        override async onBatchEnd(batch: number, logs: tf.Logs = {}) {
          if (batch === 2) logs['loss'] = NaN;
          if (batch === 3) arrive();
        }
        override async onEpochEnd() {
          seen.push([...this.model.getWeights()[0]!.bufferSync().values]);
        }
      })();
      const recover = recoverOnDivergence({snapshotFreq: 1});
      await model.fit(data.x, data.y, {
        ...{batchSize: 4, epochs: 1, shuffle: false, verbose: 0},
        callbacks: [watch, recover, watch],
      });
      expect(recover.events).toMatchObject([{batch: 2, restoredFrom: {epoch: 0, batch: 1}}]);
      expect(seen.at(-1)).toEqual(weightsBefore);
      model.dispose();
      tf.dispose([data.x, data.y]);
    });
  });

  it.each([
    ['to the end', undefined],
    ['with an error', 'onBatchEnd'],
  ])('holds nothing after 8 fits %s', async (_case, hook) => {
    silenced();
    const fit = async (callbacks: tf.Callback[]) => {
      const model = tinyModel(tf.train.sgd(1));
      const broken = new tf.CustomCallback(hook ? {[hook]: () => Promise.reject(new Error('mine'))} : {});
      const done = model.fit(x, y, {...args, epochs: 2, callbacks: [...callbacks, broken]});
      await done.catch(() => {});
      model.optimizer.dispose();
      model.dispose();
    };
    const left = async (callbacks: () => tf.Callback[]) => {
      await fit(callbacks());
      const before = tf.memory().numTensors;
      for (let i = 0; i < 8; i++) await fit(callbacks());
      return tf.memory().numTensors - before;
    };
    const bare = await left(() => []);
    expect(await left(() => [recoverOnDivergence({snapshotFreq: 1})])).toBe(bare);
  });
});

describe('the state of RecoverOnDivergence', () => {
  it('counts the recoveries on, and brings the rate back', async () => {
    silenced();
    const {state} = await driven([[1, NaN]], {maxRetries: 1});
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    const {model} = counter();
    const callback = recoverOnDivergence({maxRetries: 1});
    callback.setState(state);
    callback.setModel(model);
    await callback.onTrainBegin();
    expect(getLearningRate(model.optimizer)).toBe(0.5);
    await callback.onBatchBegin(0);
    await callback.onBatchEnd(0, {loss: NaN});
    expect(callback.stopped).toBeDefined();
    await callback.onTrainBegin();
    expect(callback.getState().retries).toBe(0);
    expect(callback.events).toEqual([]);
  });

  it('is not that of another schedule', async () => {
    const model = tinyModel(tf.train.sgd(1));
    const callback = recoverOnDivergence();
    const rate = {initial: 1, base: 1, scale: 0.5, inForce: 0.5};
    callback.setState({retries: 1, rate, step: 7, losses: [0.1]});
    const schedule = learningRateScheduler({schedule: constant(0.2), by: 'step'});
    await model.fit(x, y, {...args, epochs: 1, callbacks: [callback, schedule]});
    expect(getLearningRate(model.optimizer)).toBeCloseTo(0.1, 12);
  });
});

describe('RecoverOnDivergence refuses', () => {
  const rule = {
    factor: 'strictly between 0 and 1',
    maxRetries: 'an integer >= 0',
    minLr: 'a finite number >= 0',
    snapshotFreq: "'epoch' or an integer >= 1",
    keep: 'an integer >= 1',
    spikeFactor: 'a finite number > 1',
    spikeWindow: 'an integer >= 1',
    raiseError: 'true or false',
  };

  it.each([
    ...([0, 1, NaN, '1', null] as const).map((value) => ['factor', value] as const),
    ...([-1, 1.5, NaN, null] as const).map((value) => ['maxRetries', value] as const),
    ...([-1, NaN, Infinity, null] as const).map((value) => ['minLr', value] as const),
    ...([0, 1.5, NaN, 'batch', null] as const).map((value) => ['snapshotFreq', value] as const),
    ...([0, 1.5, NaN, null] as const).map((value) => ['keep', value] as const),
    ...([1, NaN, Infinity, '2', null] as const).map((value) => ['spikeFactor', value] as const),
    ...([0, NaN, null] as const).map((value) => ['spikeWindow', value] as const),
    ...([1, null] as const).map((value) => ['raiseError', value] as const),
  ])('%s: %p', (name, value) => {
    const shown = typeof value === 'string' ? `"${value}"` : String(value);
    expect(() => recoverOnDivergence({[name]: value})).toThrow(
      `RecoverOnDivergence: \`${name}\` must be ${rule[name]}; got ${shown}.`,
    );
  });

  it('the misspelt max_retries', () => {
    expect(() => recoverOnDivergence({max_retries: 1} as never)).toThrow(
      new TypeError('RecoverOnDivergence: unknown option `max_retries`; did you mean `maxRetries`?'),
    );
  });
});
