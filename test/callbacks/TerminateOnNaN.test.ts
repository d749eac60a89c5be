import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {combine, earlyStopping, TerminateOnNaN, terminateOnNaN} from 'tfjs-callbacks';
import {onLateBackend} from '../helpers/lateBackend';
import {tinyModel} from '../helpers/models';

const batches = 6;
const rows = 2 * batches;

/** Rows for batches of two; the target of one batch is another. */
function data(badBatch?: number, bad = NaN): {x: tf.Tensor2D; y: tf.Tensor2D} {
  const targets = Array.from({length: rows}, (_, row) => [row === 2 * (badBatch ?? -1) ? bad : 1]);
  return {x: tf.ones([rows, 2]), y: tf.tensor2d(targets)};
}

/** Fits three epochs and says how many batches and epochs there were. */
async function fit(
  badBatch: number | undefined,
  list: object[],
  {bad = NaN, ...args}: tf.ModelFitArgs & {bad?: number} = {},
) {
  const {x, y} = data(badBatch, bad);
  const seen = {batches: 0, epochs: 0, ended: false};
  const watch = new tf.CustomCallback({
    onBatchEnd: () => void (seen.batches += 1),
    onEpochEnd: () => void (seen.epochs += 1),
    onTrainEnd: () => void (seen.ended = true),
  });
  const settings = {epochs: 3, batchSize: 2, shuffle: false, verbose: 0, ...args};
  const optimizer = tf.train.sgd(0);
  const model = tinyModel(optimizer);
  const callbacks = [...list, watch] as tf.Callback[];
  try {
    await model.fit(x, y, {...settings, callbacks});
    return {...seen, error: undefined};
  } catch (error) {
    return {...seen, error};
  } finally {
    model.dispose();
    optimizer.dispose();
    tf.dispose([x, y]);
  }
}

let warn: jest.SpiedFunction<typeof console.warn>;

/** Without what tfjs itself has to say. */
const warnings = () =>
  warn.mock.calls.flat().filter((message) => String(message).startsWith('TerminateOnNaN'));

beforeEach(() => {
  warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('TerminateOnNaN', () => {
  it('lets a training with finite losses be', async () => {
    const callback = terminateOnNaN();
    expect(await fit(undefined, [callback])).toMatchObject({batches: 18, epochs: 3, ended: true});
    expect(callback.stopped).toBeUndefined();
    expect(warnings()).toEqual([]);
  });

  it.each([0, 2, 5])(
    'stops after batch %i, and the epoch and the training come to their ends',
    async (batch) => {
      const callback = terminateOnNaN();
      const seen = await fit(batch, [callback]);
      expect(seen).toEqual({batches: batch + 1, epochs: 1, ended: true, error: undefined});
      expect(callback.stopped).toEqual({epoch: 0, batch, loss: NaN});
      expect(warnings()).toEqual([
        `TerminateOnNaN: the loss is NaN in batch ${batch} of epoch 0; training stops.`,
      ]);
    },
  );

  it('stops at an infinite loss', async () => {
    const callback = terminateOnNaN();
    expect(await fit(3, [callback], {bad: Infinity})).toMatchObject({batches: 4, epochs: 1});
    expect(callback.stopped).toEqual({epoch: 0, batch: 3, loss: Infinity});
  });

  it('names the epoch of a fit that begins later', async () => {
    const callback = terminateOnNaN();
    await fit(1, [callback], {initialEpoch: 2, epochs: 4});
    expect(callback.stopped).toEqual({epoch: 2, batch: 1, loss: NaN});
  });

  it('with raiseError lets fit reject with one line, and no train end', async () => {
    const callback = terminateOnNaN({raiseError: true});
    const seen = await fit(2, [callback]);
    expect(seen).toEqual({
      ...{batches: 2, epochs: 0, ended: false},
      error: new RangeError(
        'TerminateOnNaN: the loss is NaN in batch 2 of epoch 0; ' +
          'lower the learning rate, which findLearningRate helps to find, or clip the gradients.',
      ),
    });
    expect(seen.error).toBeInstanceOf(RangeError);
    expect(callback.stopped).toEqual({epoch: 0, batch: 2, loss: NaN});
    expect(warnings()).toEqual([]);
  });

  it('with raiseError lets a training with finite losses be', async () => {
    expect(await fit(undefined, [terminateOnNaN({raiseError: true})])).toMatchObject({
      epochs: 3,
      ended: true,
    });
  });

  it.each([
    [
      'behind a callback that has read the logs',
      () => [new tf.CustomCallback({onBatchEnd() {}}), terminateOnNaN()],
    ],
    ['before one', () => [terminateOnNaN(), new tf.CustomCallback({onBatchEnd() {}})]],
    ['behind a plain object, with combine', () => combine([{onBatchEnd() {}}, terminateOnNaN()])],
  ])('stops %s', async (_place, list) => {
    expect(await fit(2, list())).toMatchObject({batches: 3, epochs: 1});
  });

  it('stops fitDataset', async () => {
    const model = tinyModel();
    const seen: number[] = [];
    const rowsOf = tf.data.array(
      Array.from({length: 6}, (_, row) => ({xs: [1, 1], ys: [row === 3 ? NaN : 1]})),
    );
    await model.fitDataset(rowsOf.batch(2), {
      ...{epochs: 3, verbose: 0},
      callbacks: [terminateOnNaN(), new tf.CustomCallback({onBatchEnd: (batch) => void seen.push(batch)})],
    });
    expect(seen).toEqual([0, 1]);
  });

  it('begins each fit afresh', async () => {
    const callback = terminateOnNaN();
    await fit(0, [callback]);
    expect(await fit(undefined, [callback])).toMatchObject({epochs: 3});
    expect(callback.stopped).toBeUndefined();
    expect(await fit(0, [callback])).toMatchObject({epochs: 1});
    expect(warnings()).toHaveLength(2);
  });

  it.each([undefined, null])('passes over a batch whose loss is %s', async (loss) => {
    const model = tinyModel();
    const callback = terminateOnNaN({raiseError: true});
    callback.setModel(model);
    await callback.onTrainBegin();
    await callback.onEpochBegin(0);
    await callback.onBatchEnd(0, {loss} as unknown as tf.Logs);
    await callback.onBatchEnd(1);
    await expect(callback.onBatchEnd(2, {loss: -Infinity})).rejects.toThrow(
      'the loss is -Infinity in batch 2 of epoch 0',
    );
  });

  it.each([false, true])('with raiseError: %s leaves the best epoch to earlyStopping', async (raiseError) => {
    const model = tinyModel(tf.train.sgd(0.1));
    const x = tf.ones([4, 2]);
    const y = tf.ones([4, 1]);
    const kept: unknown[] = [];
    const weights = () => model.getWeights().map((weight) => [...weight.dataSync()]);
    const spoil = new tf.CustomCallback({
      onEpochEnd: () => void kept.push(weights()),
      onEpochBegin: (epoch) => {
        if (epoch === 2)
          for (const {val} of model.weights as unknown as {val: tf.Variable}[]) val.assign(val.mul(NaN));
      },
    });
    const fitting = model.fit(x, y, {
      ...{epochs: 5, verbose: 0},
      callbacks: [
        earlyStopping({monitor: 'loss', restoreBestWeights: true, patience: 9}),
        spoil,
        terminateOnNaN({raiseError}),
      ],
    });
    if (raiseError) await expect(fitting).rejects.toThrow('in batch 0 of epoch 2');
    else await fitting;
    expect(weights()).toEqual(kept[1]);
  });

  it.each([undefined, 1])('leaves no tensor after 50 fits, with a bad batch %s', async (badBatch) => {
    const callback = terminateOnNaN();
    await fit(badBatch, [callback], {epochs: 1});
    const before = tf.memory().numTensors;
    for (let i = 0; i < 50; i++) await fit(badBatch, [callback], {epochs: 1});
    expect(tf.memory().numTensors).toBe(before);
  });

  it('leaves no tensor after 50 fits that throw, but those that tfjs leaves', async () => {
    const left = async (callback: () => object) => {
      const before = tf.memory().numTensors;
      for (let i = 0; i < 50; i++) expect((await fit(0, [callback()], {epochs: 1})).error).toBeDefined();
      return tf.memory().numTensors - before;
    };
    const broken = () =>
      new (class extends tf.Callback {
        override async onBatchEnd(): Promise<void> {
          throw new Error('mine');
        }
      })();
    const bare = await left(broken);
    expect(await left(() => terminateOnNaN({raiseError: true}))).toBe(bare);
  });

  it('is a tf.Callback, by either spelling, with a state that JSON keeps', () => {
    expect(terminateOnNaN()).toBeInstanceOf(TerminateOnNaN);
    expect(new TerminateOnNaN()).toBeInstanceOf(tf.Callback);
    expect(JSON.parse(JSON.stringify(terminateOnNaN().getState()))).toEqual({});
  });

  it('refuses a raiseError that is no flag, misspelt options, and to work without a model', async () => {
    expect(() => terminateOnNaN({raiseError: 1 as never})).toThrow(
      new TypeError('TerminateOnNaN: `raiseError` must be true or false; got 1.'),
    );
    expect(() => terminateOnNaN({raise_error: true} as never)).toThrow(
      new TypeError('TerminateOnNaN: unknown option `raise_error`; did you mean `raiseError`?'),
    );
    const {error} = await fit(undefined, [{}, terminateOnNaN()]);
    expect(error).toEqual(
      new TypeError(
        'TerminateOnNaN: got no model; behind a plain object write ' +
          'combine([…]), of two copies of tfjs load one.',
      ),
    );
  });
});

describe('TerminateOnNaN on a backend that gives numbers late', () => {
  /** Hooks of an epoch, called by hand. */
  async function begun(raiseError = false) {
    const model = tinyModel();
    const callback = terminateOnNaN({raiseError});
    callback.setModel(model);
    await callback.onTrainBegin();
    await callback.onEpochBegin(0);
    model.stopTraining = false;
    const batch = async (index: number, value: number) => {
      const loss = tf.scalar(value);
      await callback.onBatchEnd(index, {loss} as unknown as tf.Logs).finally(() => loss.dispose());
    };
    return {model, callback, batch};
  }

  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it('waits for no number in a batch hook, and stops at the first after it has arrived', () =>
    onLateBackend(async ({arrive}) => {
      const {model, callback, batch} = await begun();
      const sync = jest.spyOn(tf.Tensor.prototype, 'dataSync');
      const before = tf.memory().numTensors;
      for (let index = 0; index < 6; index++) await batch(index, index === 2 ? NaN : 1);
      expect(callback.stopped).toBeUndefined();
      expect(model.stopTraining).toBe(false);
      arrive();
      await turn();
      await batch(6, 1);
      expect(model.stopTraining).toBe(true);
      expect(callback.stopped).toEqual({epoch: 0, batch: 2, loss: NaN});
      expect(sync).not.toHaveBeenCalled();
      await callback.onEpochEnd();
      expect(tf.memory().numTensors).toBe(before);
      expect(warnings()).toHaveLength(1);
    }));

  it('waits at the end of the epoch', () =>
    onLateBackend(async ({arrive}) => {
      const {model, callback, batch} = await begun();
      await batch(0, 1);
      await batch(1, Infinity);
      const ended = callback.onEpochEnd();
      await turn();
      expect(model.stopTraining).toBe(false);
      arrive();
      await ended;
      expect(model.stopTraining).toBe(true);
      expect(callback.stopped).toEqual({epoch: 0, batch: 1, loss: Infinity});
    }));

  it('with raiseError throws there', () =>
    onLateBackend(async ({arrive}) => {
      const {callback, batch} = await begun(true);
      await batch(0, NaN);
      arrive();
      await expect(callback.onEpochEnd()).rejects.toThrow('the loss is NaN in batch 0 of epoch 0');
    }));

  it('of a fit that threw does not stop the next one', () =>
    onLateBackend(async ({arrive}) => {
      const {model, callback, batch} = await begun();
      await batch(0, NaN);
      await callback.onTrainBegin();
      await callback.onEpochBegin(0);
      arrive();
      await turn();
      await batch(0, 1);
      await callback.onEpochEnd();
      expect(model.stopTraining).toBe(false);
      expect(callback.stopped).toBeUndefined();
    }));

  it('leaves no rejection that nobody handles, of a read that fails after a fit that threw', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      await onLateBackend(async ({arrive}) => {
        const {callback, batch} = await begun();
        const {read} = tf.backend();
        tf.backend().read = async (dataId) => {
          await read.call(tf.backend(), dataId);
          throw new Error('the device is lost');
        };
        await batch(0, 1);
        arrive();
        await turn();
        await turn();
        expect(unhandled).toEqual([]);
        // A fit that does not throw comes here.
        await expect(callback.onEpochEnd()).rejects.toThrow('the device is lost');
      });
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  it('ends a real fit within the epoch', () =>
    onLateBackend(async ({arrive}) => {
      arrive();
      const callback = terminateOnNaN();
      const seen = await fit(1, [callback]);
      expect(seen).toMatchObject({epochs: 1, ended: true});
      expect(seen.batches).toBeLessThanOrEqual(batches);
      expect(callback.stopped).toEqual({epoch: 0, batch: 1, loss: NaN});
    }));
});
