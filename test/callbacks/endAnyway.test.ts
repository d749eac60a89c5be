import {afterEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  combine,
  lambdaCallback,
  learningRateMonitor,
  reduceLROnPlateau,
  type Combinable,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);
const hooks = ['onTrainBegin', 'onEpochBegin', 'onBatchBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd'];

const thrower = (hook: string): Combinable => ({
  [hook]: () => {
    throw new Error(`of ${hook}`);
  },
});

/** Callbacks of each kind that note when they begin and end. */
const kinds: [kind: string, make: (note: (text: string) => void) => Combinable][] = [
  ['a plain object', (note) => ({onTrainBegin: () => note('begin'), onTrainEnd: () => note('end')})],
  [
    'an instance of a class',
    (note) =>
      new (class extends tf.Callback {
        override async onTrainBegin() {
          note('begin');
        }
        override async onTrainEnd() {
          note('end');
        }
      })(),
  ],
  [
    'a tf.CustomCallback',
    (note) => new tf.CustomCallback({onTrainBegin: () => note('begin'), onTrainEnd: () => note('end')}),
  ],
  [
    'a LambdaCallback',
    (note) => lambdaCallback({onTrainBegin: () => note('begin'), onTrainEnd: () => note('end')}),
  ],
  [
    'an object with its own this',
    (note) => {
      const own = {
        title: 'end',
        onTrainBegin: () => note('begin'),
        onTrainEnd() {
          note(this.title);
        },
      };
      return own;
    },
  ],
];

const fit = (list: Combinable[], model = tinyModel(), args: tf.ModelFitArgs = {}) =>
  model.fit(x, y, {batchSize: 4, epochs: 2, verbose: 0, ...args, callbacks: combine(list)});

afterEach(() => {
  jest.restoreAllMocks();
});

describe.each(kinds)('in combine, %s', (_kind, make) => {
  it('begins and ends once in a fit that comes to its end', async () => {
    const calls: string[] = [];
    await fit([make((text) => calls.push(text))]);
    expect(calls).toEqual(['begin', 'end']);
  });

  it.each(hooks)('before and behind the one that throws in %s ends if it has begun', async (hook) => {
    const calls: string[] = [];
    const noted = (name: string) => make((text) => calls.push(`${name} ${text}`));
    await expect(fit([noted('a'), thrower(hook), noted('b')])).rejects.toThrow(`of ${hook}`);
    expect(calls).toEqual(
      hook === 'onTrainBegin' ? ['a begin', 'a end'] : ['a begin', 'b begin', 'a end', 'b end'],
    );
  });

  it('ends when the fit itself throws', async () => {
    const calls: string[] = [];
    const model = tinyModel();
    const failing = jest.spyOn(model.optimizer, 'applyGradients').mockImplementation(() => {
      throw new Error('of the optimizer');
    });
    await expect(fit([make((text) => calls.push(text))], model)).rejects.toThrow('of the optimizer');
    expect(calls).toEqual(['begin', 'end']);

    failing.mockRestore();
    await fit([make((text) => calls.push(text))], model);
    expect(calls).toEqual(['begin', 'end', 'begin', 'end']);
  });

  it('ends in fitDataset too', async () => {
    const calls: string[] = [];
    const data = tf.data.array([{xs: tf.ones([4, 2]), ys: tf.ones([4, 1])}]);
    const list = [make((text) => calls.push(text)), thrower('onBatchEnd')];
    await expect(
      tinyModel().fitDataset(data, {epochs: 1, verbose: 0, callbacks: combine(list)}),
    ).rejects.toThrow('of onBatchEnd');
    expect(calls).toEqual(['begin', 'end']);
  });

  it('ends each of several fits, in lists made of lists', async () => {
    const calls: string[] = [];
    const model = tinyModel();
    const list = combine(combine([make((text) => calls.push(text))]));
    let fails = true;
    const sometimes = {onEpochEnd: () => (fails ? Promise.reject(new Error('mine')) : undefined)};
    await expect(fit([list as never, sometimes as never], model)).rejects.toThrow('mine');
    fails = false;
    await fit([list as never, sometimes], model);
    expect(calls).toEqual(['begin', 'end', 'begin', 'end']);
  });

  it('that fails when it ends hides nothing, and keeps no other from it', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const calls: string[] = [];
    const fails = make((text) => {
      if (text === 'end') throw new Error('second');
    });
    const list = [fails, make((text) => calls.push(text)), thrower('onEpochEnd')];
    await expect(fit(list)).rejects.toThrow('of onEpochEnd');
    await tf.nextFrame();
    expect(calls).toEqual(['begin', 'end']);
    expect(warn.mock.calls).toEqual([['combine: onTrainEnd failed after a fit that threw: Error: second']]);
  });

  it('that fails when a fit comes to its end is the error of that fit', async () => {
    const fails = make((text) => {
      if (text === 'end') throw new Error('mine');
    });
    await expect(fit([fails])).rejects.toThrow('mine');
  });
});

describe('combine', () => {
  it('ends what threw in a later hook, and not what threw when it began or ended', async () => {
    const ends: string[] = [];
    const throwing = (hook: string) => ({onTrainEnd: () => ends.push(hook), ...(thrower(hook) as object)});
    for (const hook of hooks) await expect(fit([throwing(hook) as never])).rejects.toThrow(`of ${hook}`);
    expect(ends).toEqual(['onEpochBegin', 'onBatchBegin', 'onBatchEnd', 'onEpochEnd']);
  });

  it('leaves instances as they look', () => {
    class Mine extends tf.Callback {}
    const mine = new Mine();
    const keys = Object.keys(mine);
    expect(combine([mine])[0]).toBe(mine);
    expect(Object.keys(mine)).toEqual(keys);
    const frozen = Object.freeze(new Mine());
    expect(combine([frozen])[0]).toBe(frozen);
  });

  it('leaves the callbacks of the library to themselves', async () => {
    const monitor = learningRateMonitor();
    const end = jest.spyOn(monitor, 'onTrainEnd');
    const plateau = reduceLROnPlateau({monitor: 'loss'});
    await expect(fit([monitor, plateau, thrower('onBatchEnd')])).rejects.toThrow('of onBatchEnd');
    expect(end).not.toHaveBeenCalled();
  });

  it('leaves the model ready for the next fit, and no tensor but those that tfjs leaves', async () => {
    const left = async (list: (hook: string) => tf.ModelFitArgs['callbacks']) => {
      const model = tinyModel();
      await fit([], model);
      const {numTensors} = tf.memory();
      for (const hook of hooks) {
        const args = {batchSize: 4, epochs: 2, verbose: 0};
        await expect(model.fit(x, y, {...args, callbacks: list(hook)!})).rejects.toThrow(`of ${hook}`);
      }
      await fit([], model);
      return tf.memory().numTensors - numTensors;
    };
    const bare = await left((hook) => [new tf.CustomCallback(thrower(hook) as object)]);
    const combined = await left((hook) =>
      combine([kinds[0]![1](() => {}), thrower(hook), {onEpochEnd() {}}]),
    );
    expect(combined).toBeLessThanOrEqual(bare);
  });
});

describe('a list of combine', () => {
  it('says in a fit of another copy of tfjs, which hands on no model, that there are two', async () => {
    for (const callback of combine([{onEpochEnd() {}}, new tf.CustomCallback({})])) {
      await expect(callback.onTrainBegin()).rejects.toThrow(
        'combine: got no model; of two copies of tfjs load one, and hooks called by hand begin with setModel.',
      );
    }
  });

  it('says so after a fit of this copy, too', async () => {
    const list = combine([{onEpochEnd() {}}]);
    await tinyModel().fit(x, y, {verbose: 0, callbacks: list});
    await expect(list[0]!.onTrainBegin()).rejects.toThrow('of two copies of tfjs load one');
  });
});
