import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import * as library from 'tfjs-callbacks';
import {combine, getLearningRate, setLearningRate, type TrainingCallback} from 'tfjs-callbacks';
import {unless} from '../helpers/differing';
import {allCallbacks, type Make} from '../helpers/callbacks';
import {layersCopy as copy} from '../helpers/layersCopy';
import {tinyModel, trainingData} from '../helpers/models';
import {nodeLibrary} from '../helpers/nodeCallbacks';

const {x, y} = trainingData(8);
type List = NonNullable<tf.ModelFitArgs['callbacks']>;

const fit = (model: tf.LayersModel, list: unknown) =>
  model.fit(x, y, {batchSize: 4, epochs: 2, shuffle: false, verbose: 0, callbacks: list as List});

/** The rates that are logged in two epochs of two updates. */
const rates: Record<string, unknown> = {
  ReduceLROnPlateau: [0.1, 0.1],
  LearningRateScheduler: [0.05, 0.05],
  LearningRateMonitor: [0.1, 0.1],
  RecoverOnDivergence: [0.1, 0.1],
  AdaptiveLearningRate: [0.1, 0.1 * 1.5],
  CosineAnnealingWarmRestarts: [0.1, expect.closeTo(0.05, 15)],
  CyclicalLearningRate: [0.1, 0.1],
  OneCycle: [expect.closeTo(0.004 + 0.096 / 3, 15), 0.1],
};

/** Where tfjs hands on no params, these cannot know how long the training is, or what else is in the list. */
const needingParams = ['ProgressLogger', 'ProgressBar', 'BackupAndRestore'];

/** On the cpu, where nothing has to be waited for, these look at each loss at once. */
const readingBatches = ['TerminateOnNaN', 'RecoverOnDivergence', 'LearningRateFinder'];

let models = 0;

/** `tinyModel` of the other copy. */
function modelOfTheCopy(optimizer: tf.Optimizer) {
  // Each copy counts its layers by itself, while the names of variables are common to all.
  const name = `theirs_${models++}`;
  const kernelInitializer = copy.initializers.glorotUniform({seed: 1});
  const model = copy.sequential({
    layers: [copy.layers.dense({name, units: 1, inputShape: [2], kernelInitializer})],
  });
  model.compile({optimizer, loss: 'meanSquaredError', metrics: ['mae']});
  return model as unknown as tf.LayersModel;
}

const weightsOf = (model: tf.LayersModel) => model.getWeights().map((weight) => weight.arraySync());

/** A callback, and what it says. */
function listenedTo(make: Make) {
  const notes: string[] = [];
  return {callback: make((note) => notes.push(note)), notes};
}

/** All that two epochs show of a callback. */
async function course(
  model: tf.LayersModel,
  {callback, notes}: ReturnType<typeof listenedTo>,
  list: (callback: TrainingCallback) => unknown,
) {
  notes.length = 0;
  const {history} = await fit(model, list(callback));
  return {history, weights: weightsOf(model), state: callback.getState(), notes: [...notes]};
}

let warn: ReturnType<typeof jest.spyOn>;

beforeEach(() => {
  warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the table of callbacks', () => {
  it('has all there are', () => {
    const names = Object.values({...library, ...nodeLibrary})
      .filter((one) => Object.prototype.isPrototypeOf.call(library.TrainingCallback, one))
      .map((one) => (one as {name: string}).name);
    expect(allCallbacks.map(([name]) => name).sort()).toEqual(names.sort());
  });
});

describe.each(allCallbacks)('%s', (name, make, optimizer = () => tf.train.sgd(0.1)) => {
  const model = (): tf.LayersModel => tinyModel(optimizer());
  let first: ReturnType<typeof course> | undefined;
  const alone = () => (first ??= course(model(), listenedTo(make), (callback) => callback));
  const works = async (list: (callback: TrainingCallback) => unknown, trained = model()) =>
    expect(await course(trained, listenedTo(make), list)).toEqual(await alone());

  it('does something that is seen', async () => {
    expect(await alone()).not.toEqual(await course(model(), listenedTo(make), () => []));
  });

  it('does the same alone in a list', () => works((callback) => [callback]));
  it('does the same before callbacks of tfjs', () =>
    works((callback) => [
      callback,
      new tf.CustomCallback({onEpochEnd() {}}),
      tf.callbacks.earlyStopping({monitor: 'loss', patience: 9}),
    ]));
  it('does the same behind callbacks of tfjs', () =>
    works((callback) => [
      new tf.CustomCallback({onEpochEnd() {}}),
      tf.callbacks.earlyStopping({monitor: 'loss', patience: 9}),
      callback,
    ]));
  it('does the same before a duck that has all hooks', () => {
    const nothing = async () => {};
    const duck = {
      ...{setParams() {}, setModel() {}, onTrainBegin: nothing, onTrainEnd: nothing},
      ...{onEpochBegin: nothing, onEpochEnd: nothing, onBatchBegin: nothing, onBatchEnd: nothing},
    };
    return works((callback) => [callback, duck]);
  });
  it('does the same behind a callback of another copy of tfjs, in a fit of that copy', () =>
    works((callback) => [new copy.CustomCallback({}), callback], modelOfTheCopy(optimizer())));
  it('does the same with combine, wherever it stands', async () => {
    await works((callback) => combine([{onEpochEnd() {}}, callback]));
    await works((callback) => combine([callback, {onEpochEnd() {}}]));
  });
  it('does the same in a second fit', async () => {
    const one = listenedTo(make);
    await course(model(), one, (callback) => callback);
    expect(await course(model(), one, (callback) => callback)).toEqual(await alone());
  });

  const reached = needingParams.includes(name) ? 'fails without params' : 'does the same';
  const behindObject = name === 'RecoverOnDivergence' ? unless('lateLoss') : it;
  behindObject(`${reached} behind a plain object, when it was given the model before`, async () => {
    const trained = model();
    // What tfjs itself would give it: the model within a Sequential.
    const inner = (trained as unknown as {model: tf.LayersModel}).model;
    const done = works((callback) => {
      callback.setModel(inner);
      return [{onEpochEnd() {}}, callback];
    }, trained);
    if (needingParams.includes(name)) {
      await expect(done).rejects.toThrow(new TypeError(unreached('params')));
    } else {
      await done;
    }
  });

  const unreached = (what: string) =>
    `${name}: got no ${what}; behind a plain object write ` + `combine([…]), of two copies of tfjs load one.`;

  describe('fails at once and changes nothing', () => {
    const fails = async (list: unknown, error = unreached('model'), trained = model()) => {
      const before = {weights: weightsOf(trained), rate: getLearningRate(trained.optimizer)};
      await expect(fit(trained, list)).rejects.toThrow(new TypeError(error));
      expect({weights: weightsOf(trained), rate: getLearningRate(trained.optimizer)}).toEqual(before);
      expect(trained.optimizer.iterations).toBe(0);
    };

    it('behind a plain object', () => fails([{onEpochEnd() {}}, make()]));
    it('between plain objects', () => fails([{}, make(), {}]));
    it('before a CustomCallback, behind a plain object', () =>
      fails([{}, make(), new tf.CustomCallback({})]));
    it('in a fit of another copy of tfjs', () => fails([make()], undefined, modelOfTheCopy(optimizer())));
    it('before a plain object, where tfjs does not get as far as to us', () =>
      fails([make(), {onEpochEnd() {}}], 'callback.setParams is not a function'));
  });

  it('is not disturbed by an epoch that is broken off, which has no validation metrics', async () => {
    const trained = model();
    const stop = new tf.CustomCallback({onBatchBegin: () => void (trained.stopTraining = true)});
    const {epoch, history} = await trained.fit(x, y, {
      ...{batchSize: 4, epochs: 3, validationData: [x, y], verbose: 0},
      callbacks: [make(), stop],
    });
    expect(epoch).toEqual([0]);
    expect(Object.keys(history)).not.toContain('val_loss');
    expect(warn).not.toHaveBeenCalled();
  });

  it.each(['onTrainBegin', 'onEpochBegin', 'onBatchBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd'])(
    'does the same in the next fit after a hook %s that threw',
    async (hook) => {
      const [trained, one] = [model(), listenedTo(make)];
      const [weights, rate] = [
        trained.getWeights().map((weight) => weight.clone()),
        getLearningRate(trained.optimizer),
      ];
      const broken = new tf.CustomCallback({[hook]: () => Promise.reject(new Error('mine'))});
      await expect(fit(trained, [broken, one.callback])).rejects.toThrow('mine');
      await expect(fit(trained, [one.callback, broken])).rejects.toThrow('mine');
      trained.setWeights(weights);
      setLearningRate(trained.optimizer, rate);
      expect(await course(trained, one, (callback) => callback)).toEqual(await alone());
    },
  );

  it('does nothing when there are no epochs', async () => {
    const trained = model();
    const weights = weightsOf(trained);
    const args = {initialEpoch: 3, epochs: 3, verbose: 0, callbacks: make()};
    const {history} = await trained.fit(x, y, args);
    expect(history['learning_rate']).toBeUndefined();
    expect(weightsOf(trained)).toEqual(weights);
    expect(warn).not.toHaveBeenCalled();
  });

  const reading = readingBatches.includes(name) ? 'reads the loss' : 'reads no tensor';
  it(`${reading} in a batch hook`, async () => {
    let isOurs = false;
    let reads = 0;
    for (const method of ['data', 'dataSync'] as const) {
      const read = tf.Tensor.prototype[method] as () => never;
      jest.spyOn(tf.Tensor.prototype, method).mockImplementation(function (this: tf.Tensor) {
        if (isOurs) reads += 1;
        return read.call(this);
      });
    }
    const turn = (ours: boolean) => {
      const hook = async () => void (isOurs = ours);
      return Object.assign(new (class extends tf.Callback {})(), {onBatchBegin: hook, onBatchEnd: hook});
    };
    await fit(model(), [turn(true), make(), turn(false)]);
    expect(reads > 0).toBe(readingBatches.includes(name));
  });

  it('gives a state that JSON keeps, and that it takes back', async () => {
    const callback = make();
    expect(() => callback.setState(JSON.parse(JSON.stringify(callback.getState())) as object)).not.toThrow();
    await fit(model(), callback);
    const state = callback.getState();
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });
});

describe.each(allCallbacks.filter(([name]) => name in rates))('%s', (name, make) => {
  it('logs the rates of the epochs', async () => {
    const {history} = await fit(tinyModel(), make());
    expect(history['learning_rate']).toEqual(rates[name]);
  });
});
