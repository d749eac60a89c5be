import {afterEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {combine, getLearningRate, type TrainingCallback} from 'tfjs-callbacks';
import {callbacks, schedulers} from '../helpers/callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);
type List = NonNullable<tf.ModelFitArgs['callbacks']>;

const fit = (model: tf.LayersModel, list: unknown) =>
  model.fit(x, y, {batchSize: 4, epochs: 2, verbose: 0, callbacks: list as List});

const all = [...callbacks, ...schedulers];

/** The rates of two epochs of two updates. */
const rates: Record<string, unknown> = {
  ReduceLROnPlateau: [0.1, 0.1],
  LearningRateScheduler: [0.05, 0.05],
  LearningRateMonitor: [0.1, 0.1],
  CosineAnnealingWarmRestarts: [0.1, expect.closeTo(0.05, 15)],
  CyclicalLearningRate: [0.1, 0.1],
  OneCycle: [expect.closeTo(0.004 + 0.096 / 3, 15), 0.1],
};

/** Another file of the same package is another copy of its classes; both share tfjs-core. */
const copy = jest.requireActual<typeof import('@tensorflow/tfjs-layers')>(
  '@tensorflow/tfjs-layers/dist/tf-layers.js',
);

let models = 0;

function modelOfTheCopy() {
  // Each copy counts its layers by itself, while the names of variables are common to all.
  const name = `theirs_${models++}`;
  const model = copy.sequential({layers: [copy.layers.dense({name, units: 1, inputShape: [2]})]});
  model.compile({optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError'});
  return model as unknown as tf.LayersModel;
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe.each(all)('%s works', (name, make) => {
  const works = async (model: tf.LayersModel, list: unknown) => {
    const {history} = await fit(model, list);
    expect(history['learning_rate']).toEqual(rates[name]);
  };

  it('alone', () => works(tinyModel(), make()));
  it('alone in a list', () => works(tinyModel(), [make()]));
  it('before callbacks of tfjs', () =>
    works(tinyModel(), [
      make(),
      new tf.CustomCallback({onEpochEnd() {}}),
      tf.callbacks.earlyStopping({monitor: 'loss', patience: 9}),
    ]));
  it('behind callbacks of tfjs', () =>
    works(tinyModel(), [
      new tf.CustomCallback({onEpochEnd() {}}),
      tf.callbacks.earlyStopping({monitor: 'loss', patience: 9}),
      make(),
    ]));
  it('before a duck that has all hooks', () => {
    const nothing = async () => {};
    const duck = {
      ...{setParams() {}, setModel() {}, onTrainBegin: nothing, onTrainEnd: nothing},
      ...{onEpochBegin: nothing, onEpochEnd: nothing, onBatchBegin: nothing, onBatchEnd: nothing},
    };
    return works(tinyModel(), [make(), duck]);
  });
  it('behind a plain object, when it was given the model before', async () => {
    const model = tinyModel();
    const callback = make();
    callback.setModel(model);
    await works(model, [{onEpochEnd() {}}, callback]);
  });
  it('behind a callback of another copy of tfjs, in a fit of that copy', () =>
    works(modelOfTheCopy(), [new copy.CustomCallback({}), make()]));
  it('with combine, wherever it stands', async () => {
    await works(tinyModel(), combine([{onEpochEnd() {}}, make()]));
    await works(tinyModel(), combine([make(), {onEpochEnd() {}}]));
  });
  it('with the same instance in a second fit', async () => {
    const callback = make();
    await works(tinyModel(), callback);
    await works(tinyModel(), callback);
  });
});

describe.each(all)('%s fails at once and changes nothing', (name, make) => {
  const message =
    `${name}: got no model, as happens behind a plain object or with two copies of tfjs; ` +
    `write callbacks: combine([{onEpochEnd: …}, new ${name}(…)]).`;

  const fails = async (model: tf.LayersModel, list: unknown, error: string) => {
    const weights = model.getWeights().map((weight) => weight.dataSync());
    await expect(fit(model, list)).rejects.toThrow(new TypeError(error));
    expect(model.getWeights().map((weight) => weight.dataSync())).toEqual(weights);
    expect(getLearningRate(model.optimizer)).toBe(0.1);
    expect(model.optimizer.iterations).toBe(0);
  };

  it('behind a plain object', () => fails(tinyModel(), [{onEpochEnd() {}}, make()], message));
  it('between plain objects', () => fails(tinyModel(), [{}, make(), {}], message));
  it('before a CustomCallback, behind a plain object', () =>
    fails(tinyModel(), [{}, make(), new tf.CustomCallback({})], message));
  it('in a fit of another copy of tfjs', () => fails(modelOfTheCopy(), [make()], message));
  it('before a plain object, where tfjs does not get as far as to us', () =>
    fails(tinyModel(), [make(), {onEpochEnd() {}}], 'callback.setParams is not a function'));
});

describe.each(all)('%s', (_name, make) => {
  it('is not disturbed by an epoch that is broken off, which has no validation metrics', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const model = tinyModel();
    const stop = new tf.CustomCallback({onBatchBegin: () => void (model.stopTraining = true)});
    const {history} = await model.fit(x, y, {
      ...{batchSize: 4, epochs: 3, validationData: [x, y], verbose: 0},
      callbacks: [make(), stop],
    });
    expect(Object.keys(history)).not.toContain('val_loss');
    expect(history['learning_rate']).toHaveLength(1);
    expect(warn).not.toHaveBeenCalled();
  });

  it.each(['onTrainBegin', 'onEpochBegin', 'onBatchBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd'])(
    'works in the next fit after a hook %s that threw',
    async (hook) => {
      const model = tinyModel();
      const callback = make();
      const broken = new tf.CustomCallback({[hook]: () => Promise.reject(new Error('mine'))});
      await expect(fit(model, [broken, callback])).rejects.toThrow('mine');
      await expect(fit(model, [callback, broken])).rejects.toThrow('mine');
      const {history} = await fit(model, callback);
      expect(history['learning_rate']).toHaveLength(2);
    },
  );

  it('works when there are no epochs', async () => {
    const {history} = await tinyModel().fit(x, y, {
      initialEpoch: 3,
      epochs: 3,
      verbose: 0,
      callbacks: make(),
    });
    expect(history['learning_rate']).toBeUndefined();
  });

  it('leaves no tensor behind after 50 fits', async () => {
    const model = tinyModel();
    const callback: TrainingCallback = make();
    await fit(model, callback);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 50; i++) await fit(model, callback);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('reads no tensor in a batch hook', async () => {
    const data = jest.spyOn(tf.Tensor.prototype, 'data');
    const dataSync = jest.spyOn(tf.Tensor.prototype, 'dataSync');
    const callback = make();
    callback.setModel(tinyModel());
    await callback.onTrainBegin();
    await callback.onEpochBegin(0);
    const logs = {};
    await callback.onBatchBegin(0, logs);
    await callback.onBatchEnd(0, Object.assign(logs, {loss: tf.scalar(1)}));
    expect(data).not.toHaveBeenCalled();
    expect(dataSync).not.toHaveBeenCalled();
  });

  it('gives a state that JSON keeps, and that it takes back', async () => {
    const callback = make();
    expect(() => callback.setState(JSON.parse(JSON.stringify(callback.getState())) as object)).not.toThrow();
    await fit(tinyModel(), make());
    const state = callback.getState();
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });
});
