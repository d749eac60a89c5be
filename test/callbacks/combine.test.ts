import {afterEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  combine,
  getLearningRate,
  learningRateMonitor,
  reduceLROnPlateau,
  type Combinable,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);
const plateau = () => reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 1e6, factor: 0.5});

const fit = (list: Combinable[], model = tinyModel(tf.train.sgd(1))) =>
  model.fit(x, y, {batchSize: 4, epochs: 3, verbose: 0, callbacks: combine(list)});

/** What tfvis.show.fitCallbacks returns: closures in a plain object. */
function tfvisLike() {
  const seen: string[] = [];
  const callbacks: Record<string, (index: number, logs: tf.Logs) => Promise<void>> = {
    onEpochEnd: async (epoch, logs) => void seen.push(`${epoch}: ${typeof logs['loss']}`),
  };
  return {callbacks, seen};
}

/** A callback of somebody else that is no tf.Callback. */
class Duck {
  epochs = 0;
  model: unknown;
  params: unknown;
  setModel(model: unknown): void {
    this.model = model;
  }
  setParams(params: unknown): void {
    this.params = params;
  }
  async onEpochEnd(): Promise<void> {
    this.epochs += 1;
  }
}

/** Every order of a list. */
function orders<T>(list: T[]): T[][] {
  if (list.length < 2) return [list];
  return list.flatMap((entry, i) => orders(list.filter((_, j) => j !== i)).map((rest) => [entry, ...rest]));
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('combine', () => {
  it.each(orders([0, 1, 2, 3, 4]))(
    'makes callbacks of five kinds work in the order %i %i %i %i %i',
    async (...order) => {
      const ours = plateau();
      const vis = tfvisLike();
      const duck = new Duck();
      let custom = 0;
      const stop = tf.callbacks.earlyStopping({monitor: 'loss', patience: 99});
      const kinds: Combinable[] = [
        ours,
        vis.callbacks,
        duck,
        new tf.CustomCallback({
          onBatchEnd: () => {
            custom += 1;
          },
        }),
        stop,
      ];
      const model = tinyModel(tf.train.sgd(1));
      await fit(
        order.map((kind) => kinds[kind]),
        model,
      );

      expect(getLearningRate(model.optimizer)).toBe(0.25);
      expect(vis.seen).toEqual(['0: number', '1: number', '2: number']);
      expect(custom).toBe(6);
      expect(duck.epochs).toBe(3);
      expect((duck.model as tf.LayersModel).optimizer).toBe(model.optimizer);
      expect(duck.params).toMatchObject({epochs: 3});
      expect((stop as unknown as {model: tf.LayersModel}).model.optimizer).toBe(model.optimizer);
    },
  );

  it('keeps the order of the list', async () => {
    const calls: string[] = [];
    const named = (name: string) => ({onEpochBegin: async () => void calls.push(name)});
    class Instance extends tf.Callback {
      override async onEpochBegin() {
        calls.push('instance');
      }
    }
    await tinyModel().fit(x, y, {verbose: 0, callbacks: combine([named('a'), new Instance(), named('b')])});
    expect(calls).toEqual(['a', 'instance', 'b']);
  });

  it('lets hooks keep their own this, and call all of them', async () => {
    const recorder = {
      calls: [] as string[],
      onTrainBegin() {
        this.calls.push('trainBegin');
      },
      onTrainEnd() {
        this.calls.push('trainEnd');
      },
      onEpochBegin() {
        this.calls.push('epochBegin');
      },
      onEpochEnd() {
        this.calls.push('epochEnd');
      },
      onBatchBegin() {
        this.calls.push('batchBegin');
      },
      onBatchEnd() {
        this.calls.push('batchEnd');
      },
    };
    await tinyModel().fit(x, y, {epochs: 1, verbose: 0, callbacks: combine([recorder])});
    expect(recorder.calls).toEqual([
      'trainBegin',
      'epochBegin',
      'batchBegin',
      'batchEnd',
      'epochEnd',
      'trainEnd',
    ]);
  });

  it('takes nested lists and leaves out what is not there', async () => {
    const ours = plateau();
    expect(combine([null, undefined, false, [ours, [null]] as never])).toEqual([ours]);
  });

  it('takes no list apart that it made itself', () => {
    const list = combine([{onEpochEnd() {}}, plateau()]);
    expect(combine(list)).toEqual(list);
  });

  it('takes a callback of another copy of tfjs-layers', async () => {
    // Another file of the same package is another copy of its classes; both share tfjs-core.
    const copy = jest.requireActual<typeof import('@tensorflow/tfjs-layers')>(
      '@tensorflow/tfjs-layers/dist/tf-layers.js',
    );
    expect(copy.Callback).not.toBe(tf.Callback);
    class Theirs extends copy.Callback {
      rates: number[] = [];
      override async onEpochEnd() {
        this.rates.push(getLearningRate(this.model.optimizer));
      }
    }
    const theirs = new Theirs();
    await fit([theirs, plateau()]);
    expect(theirs.rates).toEqual([1, 1, 0.5]);
  });

  it('leaves no tensor behind', async () => {
    const model = tinyModel(tf.train.sgd(1));
    await fit([], model);
    const before = tf.memory().numTensors;
    await fit([tfvisLike().callbacks, learningRateMonitor(), plateau(), new Duck()], model);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('combine keeps the page alive', () => {
  const onYield = async (list: Combinable[], yieldEvery?: 'batch' | 'never' | number) => {
    const frames = jest.fn<() => Promise<void>>().mockResolvedValue(undefined);
    const options = yieldEvery === undefined ? {} : {yieldEvery};
    const callbacks = combine(list, options);
    for (const callback of callbacks)
      if (callback instanceof tf.CustomCallback) callback.nextFrameFunc = frames;
    await tinyModel().fit(x, y, {batchSize: 4, epochs: 3, verbose: 0, callbacks});
    return frames.mock.calls.length;
  };

  it('as often as yieldEvery says, with instances alone too', async () => {
    expect(await onYield([{onEpochEnd() {}}], 'batch')).toBe(6);
    expect(await onYield([plateau()], 'batch')).toBe(6);
    expect(await onYield([new tf.EarlyStopping({monitor: 'loss', patience: 99})], 'batch')).toBe(6);
    expect(await onYield([{onEpochEnd() {}}], 'never')).toBe(0);
  });

  it('by one callback of tfjs beside other people’s instances, and by ours where they are', () => {
    const stop = tf.callbacks.earlyStopping({monitor: 'loss'});
    expect(combine([stop])).toEqual([stop, expect.any(tf.CustomCallback)]);
    const ours = plateau();
    expect(combine([stop, ours])).toEqual([stop, ours]);
    expect(combine([])).toEqual([expect.any(tf.CustomCallback)]);
  });

  it('and calls onYield', async () => {
    const yielded = jest.fn();
    await tinyModel().fit(x, y, {
      ...{batchSize: 4, epochs: 1, verbose: 0},
      callbacks: combine([{onYield: () => yielded(), nowFunc: clock()}], {yieldEvery: 1}),
    });
    expect(yielded).toHaveBeenCalledTimes(2);
  });

  /** A clock that is ten milliseconds further each time. */
  function clock() {
    let now = 0;
    return () => (now += 10);
  }
});

describe('combine refuses', () => {
  const hooks = 'onTrainBegin, onTrainEnd, onEpochBegin, onEpochEnd, onBatchBegin, onBatchEnd, onYield';

  it.each<[Record<string, unknown>, string]>([
    [{onEpochEnds() {}}, 'combine: unknown hook `onEpochEnds`; did you mean `onEpochEnd`?'],
    [{on_epoch_end() {}}, 'combine: unknown hook `on_epoch_end`; did you mean `onEpochEnd`?'],
    [{epochEnd() {}}, 'combine: unknown hook `epochEnd`; did you mean `onEpochEnd`?'],
    [{onEpochEnd() {}, onBachEnd() {}}, 'combine: unknown hook `onBachEnd`; did you mean `onBatchEnd`?'],
    [{onEpochEnd() {}, print() {}}, `combine: unknown hook \`print\`; the hooks are ${hooks}.`],
    [{callbacks: plateau()}, `combine: an object must have a hook (${hooks}); got {callbacks}.`],
    [{}, `combine: an object must have a hook (${hooks}); got {}.`],
  ])('%p', (entry, message) => {
    expect(() => combine([entry as never])).toThrow(new TypeError(message));
  });

  it('an instance whose class has a hook that tfjs would never call', () => {
    class Misspelt extends tf.Callback {
      async onXyz() {}
    }
    expect(() => combine([new Misspelt()])).toThrow(
      new TypeError(`combine: unknown hook \`onXyz\`; the hooks are ${hooks}.`),
    );
  });

  it.each([
    ['loss', '"loss"'],
    [5, '5'],
    [true, 'true'],
    [reduceLROnPlateau, 'a function'],
  ])('%p in the list', (entry, shown) => {
    expect(() => combine([entry as never])).toThrow(
      new TypeError(`combine: \`callbacks\` must hold instances and objects with hooks; got ${shown}.`),
    );
  });

  it('what is no list', () => {
    expect(() => combine(plateau() as never)).toThrow(
      new TypeError(
        'combine: `callbacks` must be a list of callbacks; got an instance of ReduceLROnPlateau.',
      ),
    );
  });

  it.each([
    [
      {yieldEvery: 0},
      RangeError,
      "must be 'auto', 'batch', 'epoch', 'never' or a number of milliseconds > 0; got 0.",
    ],
    [
      {yieldEvery: 'always'},
      RangeError,
      "must be 'auto', 'batch', 'epoch', 'never' or a number of milliseconds > 0; got \"always\".",
    ],
    [
      {yieldEvery: null},
      TypeError,
      "must be 'auto', 'batch', 'epoch', 'never' or a number of milliseconds > 0; got null.",
    ],
  ])('%j', (options, kind, message) => {
    expect(() => combine([], options as never)).toThrow(new kind(`combine: \`yieldEvery\` ${message}`));
  });
});
