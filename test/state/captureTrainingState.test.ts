import {beforeEach, describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {captureTrainingState, setLearningRate, setMomentum, type TrainingState} from 'tfjs-callbacks';
import {rateOf, writeBase, writeScaled} from '../../src/optimizers/rate';
import {imprint} from '../helpers/imprint';
import {optimizers} from '../helpers/optimizers';
import {tinyModel, trainingData} from '../helpers/models';
import {Halving} from './Halving';
import {mixed, stateOf} from './models';

const {x, y} = trainingData();
const fit = (model: tf.LayersModel, callbacks: tf.ModelFitArgs['callbacks'] = []) =>
  model.fit(x, y, {epochs: 1, batchSize: 4, shuffle: false, verbose: 0, callbacks});

/** What tfjs declares protected. */
const innerOf = (model: tf.Sequential) =>
  (model as unknown as {model: tf.LayersModel & {isOptimizerOwned: boolean; history?: tf.History}}).model;

let before: number;
beforeEach(() => {
  before = tf.memory().numTensors;
});
const leftTensors = (): number => tf.memory().numTensors - before;

describe('captureTrainingState', () => {
  it.each(optimizers)('puts back settings of %s that were changed', async (_name, make) => {
    const model = tinyModel(make(0.1));
    await fit(model);
    const was = stateOf(model);
    const state = captureTrainingState(model);
    for (const [name, value] of Object.entries(model.optimizer)) {
      if (typeof value === 'number') Object.assign(model.optimizer, {[name]: value + 1});
    }
    setLearningRate(model.optimizer, 0.5);
    if ('momentum' in model.optimizer) setMomentum(model.optimizer, 0.5);
    state.restore();
    expect(stateOf(model)).toEqual(was);
  });

  it('puts back a rate that SGD shows and does not use', () => {
    const model = tinyModel(tf.train.sgd(0.1));
    Object.assign(model.optimizer, {learningRate: 0.2});
    const was = stateOf(model);
    const state = captureTrainingState(model);
    setLearningRate(model.optimizer, 0.5);
    state.restore();
    expect(stateOf(model)).toEqual(was);
  });

  it('puts back base and scale of the rate', () => {
    const {optimizer} = tinyModel(tf.train.sgd(0.1));
    const model = tinyModel(optimizer);
    writeBase('test', optimizer, 0.2);
    writeScaled('test', optimizer, 0.05);
    const was = rateOf('test', optimizer);
    const state = captureTrainingState(model);
    setLearningRate(optimizer, 0.05);
    expect(rateOf('test', optimizer)).not.toEqual(was);
    state.restore();
    expect(rateOf('test', optimizer)).toEqual(was);
  });

  it('puts back stopTraining and the history, of the model that trains within a Sequential, too', async () => {
    const model = tinyModel();
    const inner = innerOf(model);
    await fit(model);
    const {history} = inner;
    model.stopTraining = true;
    const state = captureTrainingState(model);
    await fit(model);
    expect(inner.history).not.toBe(history);
    expect(model.stopTraining).toBe(false);
    state.restore();
    expect(inner.history).toBe(history);
    expect(model.stopTraining).toBe(true);
  });

  it('leaves the running fit its history and its end', async () => {
    const model = tinyModel();
    const state = captureTrainingState(model);
    const was = stateOf(model);
    const {epoch, history} = await model.fit(x, y, {
      epochs: 3,
      shuffle: false,
      verbose: 0,
      callbacks: {
        onEpochEnd(epoch) {
          if (epoch === 1) model.stopTraining = true;
          state.restore();
        },
      },
    });
    expect(epoch).toEqual([0, 1]);
    expect(history.loss![0]).toBe(history.loss![1]);
    expect(stateOf(model)).toEqual(was);
  });

  it('takes the model of a callback', async () => {
    const model = tinyModel(tf.train.adam(0.1));
    const was = stateOf(model);
    class Forgetful extends tf.Callback {
      override async onTrainBegin(): Promise<void> {
        this.state = captureTrainingState(this.model);
      }
      override async onTrainEnd(): Promise<void> {
        this.state!.restore();
      }
      private state: TrainingState | undefined;
    }
    await fit(model, new Forgetful());
    expect(stateOf(model)).toEqual(was);
  });

  it('puts back the states of recurrent layers in wrappers and after resetStates', async () => {
    const lstm = tf.layers.lstm({units: 2, stateful: true});
    const wrapped = tf.layers.bidirectional({
      layer: lstm,
      batchInputShape: [2, 2, 2],
      mergeMode: 'concat',
    });
    const model = tf.sequential({layers: [wrapped, tf.layers.dense({units: 1})]});
    const rows = tf.ones([2, 2, 2]);
    const first = model.predict(rows) as tf.Tensor;
    const state = captureTrainingState(model);
    const second = model.predict(rows) as tf.Tensor;
    expect(second.dataSync()).not.toEqual(first.dataSync());
    for (const disturb of [() => model.resetStates(), () => void model.predict(rows)]) {
      disturb();
      state.restore();
      expect((model.predict(rows) as tf.Tensor).dataSync()).toEqual(second.dataSync());
    }
    state.restore();
    state.dispose();
  });

  it('restores a model within a model, and shared layers', () => {
    const inner = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [2], name: 'inner'})]});
    const input = tf.input({shape: [2]});
    const output = inner.apply(inner.apply(input)) as tf.SymbolicTensor;
    const model = tf.model({inputs: input, outputs: output});
    const was = stateOf(model);
    const state = captureTrainingState(model);
    model.setWeights([tf.ones([2, 2]), tf.ones([2])]);
    state.restore();
    expect(stateOf(model)).toEqual(was);
  });

  it('goes with weights that were frozen since', async () => {
    const {model, fit} = mixed(tf.train.adam(0.1));
    await fit(1);
    const weights = model.weights.map((weight) => [weight, weight.read().dataSync().slice()] as const);
    const state = captureTrainingState(model);
    await fit(1);
    model.layers[0]!.trainable = false;
    state.restore();
    for (const [weight, was] of weights) expect(weight.read().dataSync()).toEqual(was);
  });

  it('restores as often as wanted, and several captures in any order', async () => {
    const model = tinyModel(tf.train.momentum(0.1, 0.9));
    const [untrained, was] = [captureTrainingState(model), stateOf(model)];
    await fit(model);
    setLearningRate(model.optimizer, 0.2);
    const [trained, is] = [captureTrainingState(model), stateOf(model)];
    await fit(model);
    for (const [state, expected] of [
      ...[
        [trained, is],
        [untrained, was],
        [untrained, was],
        [trained, is],
      ],
      ...[
        [trained, is],
        [untrained, was],
        [trained, is],
      ],
    ] as [typeof trained, unknown][]) {
      state.restore();
      expect(stateOf(model)).toEqual(expected);
      await fit(model);
    }
    untrained.restore();
    untrained.dispose();
    trained.dispose();
    model.dispose();
    model.optimizer.dispose();
    // SGD's own tensor, which Momentum does not dispose.
    expect(leftTensors()).toBe(1);
  });

  it('disposes the slots that were made since, and lives through a tidy', async () => {
    const model = tinyModel(tf.train.adam(0.1));
    const {numTensors} = tf.memory();
    let state!: TrainingState;
    tf.tidy(() => void (state = captureTrainingState(model)));
    await fit(model);
    tf.tidy(() => state.restore());
    state.dispose();
    state.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
    await fit(model);
    await fit(model);
    const left = tf.memory().numTensors;
    const later = captureTrainingState(model);
    later.restore();
    later.dispose();
    expect(tf.memory().numTensors).toBe(left);
  });

  it.each<[what: string, make: () => string | tf.Optimizer]>([
    ['a name', () => 'adam'],
    ['an optimizer', () => tf.train.adam(0.5)],
  ])('puts back the optimizer after a compile with %s', async (_what, make) => {
    const model = tinyModel(tf.train.momentum(0.1, 0.9));
    const original = model.optimizer;
    await fit(model);
    const was = stateOf(model);
    const state = captureTrainingState(model);
    const {numTensors} = tf.memory();
    const optimizer = make();
    model.compile({optimizer, loss: 'meanAbsoluteError'});
    await fit(model);
    const replacement = model.optimizer;
    state.restore();
    expect(model.optimizer).toBe(original);
    expect(innerOf(model).isOptimizerOwned).toBe(false);
    expect(stateOf(model)).toEqual(was);
    if (typeof optimizer !== 'string') replacement.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
    await fit(model);
  });

  it('gives the model back its ownership of the optimizer', () => {
    const model = tinyModel();
    model.compile({optimizer: 'rmsprop', loss: 'meanSquaredError'});
    const original = model.optimizer;
    const state = captureTrainingState(model);
    model.optimizer = tf.train.sgd(1);
    state.restore();
    expect(model.optimizer).toBe(original);
    expect(innerOf(model).isOptimizerOwned).toBe(true);
  });

  it.each(optimizers)('revives %s after it was disposed', async (_name, make) => {
    const model = tinyModel(make(0.1));
    await fit(model);
    const state = captureTrainingState(model);
    await fit(model);
    const was = stateOf(model);
    model.optimizer.dispose();
    state.restore();
    await fit(model);
    expect(stateOf(model)).toEqual(was);
  });

  it('captures the weights of a model whose optimizer is disposed', () => {
    const model = tinyModel(tf.train.adam(0.1));
    model.optimizer.dispose();
    const was = imprint(model.getWeights());
    const state = captureTrainingState(model);
    model.setWeights([tf.ones([2, 1]), tf.ones([1])]);
    state.restore();
    expect(imprint(model.getWeights())).toEqual(was);
  });

  it('puts back optimizers within optimizers, and leaves methods and the weights alone', async () => {
    const optimizer = new Halving(tf.train.adam(0.1));
    const model = tinyModel(optimizer);
    await fit(model);
    const [inner, weights] = [imprint(optimizer.inner), imprint(model.getWeights())];
    const state = captureTrainingState(model);
    await fit(model);
    const patched = () => {};
    Object.assign(optimizer, {patched, weights: model.weights.map((weight) => weight.read())});
    state.restore();
    expect(optimizer.steps).toStrictEqual([0, 1]);
    expect(optimizer.iterations).toBe(2);
    expect(imprint(optimizer.inner)).toEqual(inner);
    expect(imprint(model.getWeights())).toEqual(weights);
    expect(optimizer).toHaveProperty('patched', patched);
    expect(optimizer).not.toHaveProperty('weights');
    await fit(model);
  });

  it('takes an optimizer that is a plain object and shows no rate', () => {
    const {minimize, computeGradients, applyGradients} = tf.train.sgd(0.1);
    const optimizer = {...{minimize, computeGradients, applyGradients}, steps: 3};
    const model = tinyModel(optimizer as unknown as tf.Optimizer);
    const state = captureTrainingState(model);
    optimizer.steps = 4;
    state.restore();
    expect(optimizer.steps).toBe(3);
  });

  it('captures the weights alone of a model that is not compiled', async () => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
    const was = model.getWeights().map((weight) => weight.dataSync().slice());
    const state = captureTrainingState(model);
    model.compile({optimizer: tf.train.adam(0.1), loss: 'meanSquaredError'});
    await fit(model);
    const {optimizer} = model;
    state.restore();
    expect(model.getWeights().map((weight) => weight.dataSync())).toEqual(was);
    expect(model.optimizer).toBe(optimizer);
    expect(optimizer.iterations).toBe(2);
  });

  it('does not grow over 100 captures', async () => {
    const {model, fit} = mixed(tf.train.adam(0.1));
    await fit(1);
    const {numTensors, numBytes} = tf.memory();
    for (let i = 0; i < 100; i += 1) {
      const state = captureTrainingState(model);
      state.restore();
      state.dispose();
    }
    expect(tf.memory()).toMatchObject({numTensors, numBytes});
  });

  it('says so when the state is disposed', async () => {
    const model = tinyModel();
    const state = captureTrainingState(model);
    state.dispose();
    const message = (method: string) =>
      new TypeError(`TrainingState: \`${method}\` must be called before \`dispose\`; got a disposed state.`);
    expect(() => state.restore()).toThrow(message('restore'));
    await expect(state.toArtifacts()).rejects.toThrow(message('toArtifacts'));
  });

  it('says so when the model is disposed, and frees what it holds nevertheless', () => {
    const model = tinyModel();
    model.layers[0]!.name = 'd';
    const state = captureTrainingState(model);
    model.dispose();
    model.optimizer.dispose();
    const {name} = model.weights[0]!;
    expect(() => state.restore()).toThrow(
      new TypeError(
        `TrainingState: \`restore\` must be called before the model is disposed; got \`${name}\`, which is disposed.`,
      ),
    );
    expect(() => captureTrainingState(model)).toThrow(
      new TypeError(`captureTrainingState: \`model\` must not be disposed; got one whose ${name} is.`),
    );
    state.dispose();
    expect(leftTensors()).toBe(0);
  });

  it.each([
    [undefined, 'undefined'],
    [{optimizer: 1}, '{optimizer}'],
  ])('refuses %j', (model, shown) => {
    expect(() => captureTrainingState(model as never)).toThrow(
      new TypeError(
        `captureTrainingState: \`model\` must be a tf.LayersModel or tf.Sequential; got ${shown}.`,
      ),
    );
  });
});
