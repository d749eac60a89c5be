import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {captureTrainingState, trainingStateFromArtifacts} from 'tfjs-callbacks';
import {OptimizerWrapper} from '../../src/optimizers/OptimizerWrapper.js';
import {rateOf, writeBase, writeScaled} from '../../src/optimizers/rate.js';
import {scheduled, type ScheduledOptimizer} from '../../src/optimizers/scheduled.js';
import {exponentialDecay} from '../../src/schedules/exponentialDecay.js';
import {modelArtifacts} from '../../src/storage/modelArtifacts.js';
import {imprint} from '../helpers/imprint';
import {optimizers} from '../helpers/optimizers';
import {reloaded} from '../helpers/reloaded';
import {compile, deepModel, ways, weightsOf, wrappers} from './wrapped';

const innermost = (optimizer: tf.Optimizer): tf.Optimizer =>
  'inner' in optimizer ? innermost(optimizer.inner as tf.Optimizer) : optimizer;

describe.each(wrappers)('a saved model with %s', (_name, wrap) => {
  it.each(optimizers)(
    'around %s trains on as if it had never stopped, bit for bit',
    async (_optimizer, make) => {
      const model = deepModel(wrap(make(0.1)));
      // Here the running product of Adam's beta1 in float32 is no longer its power.
      await ways['fit']!(model, 15);
      const loaded = await reloaded(model);
      expect(loaded.optimizer.getClassName()).toBe(model.optimizer.getClassName());
      expect(loaded.optimizer.iterations).toBe(15);
      expect(imprint(innermost(loaded.optimizer))).toEqual(imprint(innermost(model.optimizer)));
      for (const way of Object.keys(ways)) {
        await ways[way]!(model, 3);
        await ways[way]!(loaded, 3);
        expect(weightsOf(loaded)).toEqual(weightsOf(model));
      }
      expect(imprint(innermost(loaded.optimizer))).toEqual(imprint(innermost(model.optimizer)));
      // Once more, now that names have changed.
      const again = await reloaded(loaded);
      await ways['fit']!(model, 2);
      await ways['fit']!(again, 2);
      expect(weightsOf(again)).toEqual(weightsOf(model));
    },
  );
});

const handled = async (artifacts: tf.io.ModelArtifacts): Promise<tf.io.SaveResult> => ({
  modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts),
});

describe('a saved OptimizerWrapper', () => {
  const wrap = (optimizer: tf.Optimizer) => new OptimizerWrapper(optimizer);

  it.each(optimizers)(
    'around %s gives a layer that is frozen meanwhile its slots back',
    async (_name, make) => {
      const model = deepModel(wrap(make(0.1)));
      await ways['fit']!(model, 3);
      const loaded = await reloaded(model);
      for (const one of [model, loaded]) {
        for (const frozen of [true, false]) {
          one.layers[0]!.trainable = !frozen;
          compile(one, one.optimizer);
          await ways['fit']!(one, 2);
        }
      }
      expect(weightsOf(loaded)).toEqual(weightsOf(model));
    },
  );

  it('has base and scale of the rate', async () => {
    const model = deepModel(wrap(wrap(tf.train.sgd(0.5))));
    writeBase('test', model.optimizer, 0.1);
    writeScaled('test', model.optimizer, 0.1 * 0.3);
    const {optimizer} = await reloaded(model);
    expect(rateOf('test', optimizer)).toEqual(rateOf('test', model.optimizer));
    expect(rateOf('test', optimizer)).toEqual({initial: 0.5, base: 0.1, scale: 0.3, inForce: 0.1 * 0.3});
  });

  it('may have made no update', async () => {
    const model = deepModel(wrap(tf.train.adam(0.1)));
    const loaded = await reloaded(model);
    await ways['fit']!(model, 2);
    await ways['fit']!(loaded, 2);
    expect(weightsOf(loaded)).toEqual(weightsOf(model));
  });

  it.each(optimizers)(
    'around %s gives its weights to another, and leaves no tensor behind',
    async (_name, make) => {
      const [from, to] = [wrap(make(0.1)), wrap(make(0.1))];
      const [model, other] = [deepModel(from), deepModel(to)];
      await ways['fit']!(model, 2);
      await ways['fit']!(other, 5);
      const {numTensors} = tf.memory();
      const weights = await from.getWeights();
      expect(weights[0]).toMatchObject({name: 'iter'});
      await to.setWeights(weights);
      weights[0]!.tensor.dispose();
      expect(tf.memory().numTensors).toBe(numTensors);
      expect(imprint(to.inner)).toEqual(imprint(from.inner));
    },
  );

  it('refuses the weights of another optimizer and stays as it is', async () => {
    const [from, to] = [wrap(tf.train.adam(0.1)), wrap(tf.train.rmsprop(0.1))];
    await ways['fit']!(deepModel(from), 2);
    await ways['fit']!(deepModel(to), 2);
    const was = imprint(to.inner);
    await expect(to.setWeights(await from.getWeights())).rejects.toThrow(
      /^OptimizerWrapper: `weights` must be those of the same optimizers; got "optimizer\/1\/accumulatedFirstMoment\/0\/first\/kernel_\d+\/m", which these do not have\.$/,
    );
    expect(imprint(to.inner)).toEqual(was);
  });

  describe('with Adam', () => {
    const trained = async () => {
      const optimizer = wrap(wrap(tf.train.adam(0.1)));
      await ways['fit']!(deepModel(optimizer), 2);
      return optimizer;
    };

    it.each([
      ['of SGD', () => tf.train.sgd(0.1).getWeights(), '"optimizer/2/accBeta1"'],
      ['of a wrapped SGD', () => wrap(wrap(tf.train.sgd(0.1))).getWeights(), '"optimizer/2/accBeta1"'],
      ['that are none', () => Promise.resolve([]), '"iter"'],
      ['without a number of updates', async () => (await (await trained()).getWeights()).slice(1), '"iter"'],
    ])('refuses weights %s, and stays as it is', async (_which, weights, missing) => {
      const optimizer = await trained();
      const was = imprint(innermost(optimizer));
      await expect(optimizer.setWeights(await weights())).rejects.toThrow(
        new TypeError(
          `OptimizerWrapper: \`weights\` must be those of the same optimizers; got none called ${missing}.`,
        ),
      );
      expect(imprint(innermost(optimizer))).toEqual(was);
      expect(optimizer.iterations).toBe(2);
    });

    it('takes the weights of one that has not trained', async () => {
      const optimizer = await trained();
      const fresh = wrap(wrap(tf.train.adam(0.1)));
      await optimizer.setWeights(await fresh.getWeights());
      expect(optimizer.iterations).toBe(0);
      expect(await optimizer.getWeights()).toHaveLength((await fresh.getWeights()).length);
    });
  });

  it('leaves no tensor behind in each save, and one number of updates for all', async () => {
    const model = deepModel(wrap(wrap(tf.train.adam(0.1))));
    const {optimizer} = model;
    const save = () => model.save(tf.io.withSaveHandler(handled), {includeOptimizer: true});
    await ways['fit']!(model, 1);
    await save();
    const {numTensors} = tf.memory();
    for (const updates of [0, 1, 3]) {
      await ways['fit']!(model, updates);
      await save();
      const [iterations] = await optimizer.getWeights();
      expect([...(await iterations!.tensor.data())]).toEqual([optimizer.iterations]);
    }
    expect(tf.memory().numTensors).toBe(numTensors);
    // Two at once, and after somebody has disposed of what is kept.
    await Promise.all([save(), save()]);
    await modelArtifacts(model, true);
    expect(tf.memory().numTensors).toBe(numTensors);
    (await optimizer.getWeights())[0]!.tensor.dispose();
    expect(tf.memory().numTensors).toBe(numTensors - 1);
    await modelArtifacts(model, true);
    expect(tf.memory().numTensors).toBe(numTensors - 1);
    await save();
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('names the class that is not registered', async () => {
    class Unknown extends tf.SGDOptimizer {
      static override get className() {
        return 'Unknown';
      }
    }
    const {fromConfig} = OptimizerWrapper;
    const config = wrap(new Unknown(0.1)).getConfig();
    expect(() => fromConfig(OptimizerWrapper, config)).toThrow(
      new TypeError(
        'OptimizerWrapper: `optimizer` must be of a class that tf.serialization.registerClass knows; got "Unknown".',
      ),
    );
  });

  it.each(optimizers)('around %s is in a training state, in another model too', async (_name, make) => {
    const model = deepModel(wrap(wrap(make(0.1))));
    await ways['fit']!(model, 3);
    const state = captureTrainingState(model);
    const artifacts = await state.toArtifacts();
    await ways['fit']!(model, 3);
    const expected = weightsOf(model);
    state.restore();
    state.dispose();
    await ways['fit']!(model, 3);
    expect(weightsOf(model)).toEqual(expected);

    for (const updates of [0, 2]) {
      const other = deepModel(wrap(wrap(make(0.1))));
      await ways['fit']!(other, updates);
      const loaded = trainingStateFromArtifacts(other, artifacts);
      loaded.restore();
      loaded.dispose();
      await ways['fit']!(other, 3);
      expect(weightsOf(other)).toEqual(expected);
    }
  });
});

describe('a saved scheduled optimizer', () => {
  const schedule = exponentialDecay({initialLearningRate: 0.1, decaySteps: 2, decayRate: 0.5});

  it('holds the rate of its next update, and goes on when it gets its schedule again', async () => {
    const model = deepModel(scheduled(tf.train.adam(0.1), schedule));
    await ways['fit']!(model, 4);
    const loaded = await reloaded(model);
    const optimizer = loaded.optimizer as ScheduledOptimizer;
    expect([optimizer.schedule(4), optimizer.schedule(5)]).toEqual([schedule(4), schedule(4)]);
    optimizer.schedule = schedule;
    await ways['fit']!(model, 3);
    await ways['fit']!(loaded, 3);
    expect(weightsOf(loaded)).toEqual(weightsOf(model));
  });
});
