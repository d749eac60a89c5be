import {describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  captureTrainingState,
  clipGradients,
  constant,
  exponentialDecay,
  findLearningRate,
  getLearningRate,
  getMomentum,
  learningRateMonitor,
  learningRateScheduler,
  reduceLROnPlateau,
  setLearningRate,
  setMomentum,
} from 'tfjs-callbacks';
import {hyperparameterNames, hyperparameterOf} from '../../src/optimizers/hyperparameterOf.js';
import {OptimizerWrapper} from '../../src/optimizers/OptimizerWrapper.js';
import {rateOf, writeBase, writeScaled} from '../../src/optimizers/rate.js';
import {scheduled} from '../../src/optimizers/scheduled.js';
import {imprint} from '../helpers/imprint';
import {tinyModel, trainingData} from '../helpers/models';
import {optimizers, Slope} from '../helpers/optimizers';
import {ways} from './wrapped';

const halving = exponentialDecay({initialLearningRate: 0.5, decaySteps: 1, decayRate: 0.5});
const {x, y} = trainingData();
const fit = (model: tf.LayersModel, epochs: number, callbacks: tf.ModelFitArgs['callbacks'] = []) =>
  model.fit(x, y, {epochs, batchSize: 8, shuffle: false, verbose: 0, callbacks});

describe('scheduled', () => {
  it.each(optimizers)('gives update s of %s the rate of step s', (_name, make) => {
    const [slope, plain] = [new Slope(scheduled(make(1), halving)), new Slope(make(1))];
    for (let step = 0; step < 4; step += 1) {
      setLearningRate(plain.optimizer, halving(step));
      expect(slope.update()).toBe(plain.update());
      expect(getLearningRate(slope.optimizer)).toBe(halving(step));
    }
    slope.dispose();
    plain.dispose();
  });

  it.each(Object.keys(ways))('counts the updates by %s', async (way) => {
    const model = tinyModel(scheduled(tf.train.sgd(1), halving));
    await ways[way]!(model, 3);
    expect(getLearningRate(model.optimizer)).toBe(halving(2));
    expect(model.optimizer.iterations).toBe(3);
  });

  it('leaves a rescuer its scale, in the next fit too', async () => {
    const model = tinyModel(scheduled(tf.train.sgd(1), halving));
    const {history} = await fit(model, 4, [
      reduceLROnPlateau({monitor: 'loss', patience: 2, minDelta: 1e6, factor: 0.1}),
      learningRateMonitor(),
    ]);
    expect(rateOf('test', model.optimizer)).toMatchObject({base: halving(3), initial: 1});
    const {scale, inForce} = rateOf('test', model.optimizer);
    expect(scale).toBeLessThan(0.2);
    expect(history['learning_rate']).toHaveLength(4);
    expect(history['learning_rate']!.at(-1)).toBe(inForce);
  });

  it('may get another schedule in between', () => {
    const optimizer = scheduled(tf.train.sgd(1), halving);
    const slope = new Slope(optimizer);
    slope.update();
    optimizer.schedule = (step) => step * 2;
    expect(slope.update()).toBe(-2);
    expect(() => void (optimizer.schedule = 0.1 as never)).toThrow(
      new TypeError(
        'scheduled: `schedule` must be a schedule, (step) => value (fromPlan goes around the whole); got 0.1.',
      ),
    );
    expect(slope.update()).toBe(-4);
    slope.dispose();
  });

  it('is restored with the step by a training state', async () => {
    const model = tinyModel(scheduled(tf.train.adam(1), halving));
    await fit(model, 2);
    const state = captureTrainingState(model);
    await fit(model, 3);
    const was = [imprint(model.getWeights()), getLearningRate(model.optimizer)];
    state.restore();
    expect(model.optimizer.iterations).toBe(2);
    await fit(model, 3);
    expect([imprint(model.getWeights()), getLearningRate(model.optimizer)]).toEqual(was);
    state.dispose();
  });

  const second = (writer: string) =>
    new TypeError(
      `${writer}: must be the only writer of the learning rate in a fit; got scheduled beside it. ` +
        'Keep one of the two, or make one schedule of both.',
    );

  it.each([
    ['alone', (optimizer: tf.Optimizer) => optimizer],
    ['within a wrapper', (optimizer: tf.Optimizer) => new OptimizerWrapper(optimizer)],
  ])('refuses a LearningRateScheduler beside it before the training begins, %s', async (_where, wrap) => {
    const model = tinyModel(wrap(scheduled(tf.train.sgd(1), halving)));
    const was = imprint(model.getWeights());
    await expect(fit(model, 1, learningRateScheduler(constant(0.1)))).rejects.toThrow(
      second('LearningRateScheduler'),
    );
    expect(imprint(model.getWeights())).toEqual(was);
    expect(getLearningRate(model.optimizer)).toBe(1);
    model.stopTraining = false;
    await fit(model, 1);
  });

  it('lets a LearningRateScheduler write the momentum', async () => {
    const model = tinyModel(scheduled(tf.train.momentum(1, 0.9), halving));
    await fit(model, 1, learningRateScheduler({schedule: {momentum: constant(0.3)}, by: 'epoch'}));
    expect(getMomentum(model.optimizer)).toBe(0.3);
  });

  it('refuses an optimizer that is scheduled already', () => {
    const optimizer = new OptimizerWrapper(scheduled(tf.train.sgd(1), halving));
    expect(() => scheduled(optimizer, halving)).toThrow(second('scheduled'));
  });

  it.each([
    [undefined, 'undefined'],
    ['adam', '"adam"'],
  ])('refuses %p as optimizer', (optimizer, shown) => {
    expect(() => scheduled(optimizer as never, halving)).toThrow(
      new TypeError(
        `scheduled: \`optimizer\` must be an optimizer, such as tf.train.adam(0.001); got ${shown}.`,
      ),
    );
  });

  it.each([
    [NaN, RangeError, 'NaN'],
    [-1, RangeError, '-1'],
    ['1', TypeError, '"1"'],
  ])('refuses a rate of %p in the update, and nothing is changed', (rate, Kind, shown) => {
    const optimizer = scheduled(tf.train.adam(1), (step) => (step === 1 ? (rate as number) : 0.5));
    const weight = tf.variable(tf.scalar(0));
    const update = () => optimizer.minimize(() => weight.mul(1).asScalar(), false, [weight]);
    update();
    const was = imprint([optimizer.inner, weight]);
    expect(update).toThrow(
      new Kind(`scheduled: \`schedule(1)\` must be a finite number >= 0; got ${shown}.`),
    );
    expect(imprint([optimizer.inner, weight])).toEqual(was);
  });
});

describe('scheduled around what throws', () => {
  it.each(optimizers)('puts base and scale of the rate of %s back', (_name, make) => {
    const optimizer = scheduled(clipGradients(make(1), {globalNorm: 1, nonFinite: 'throw'}), () => 0.5);
    writeBase('test', optimizer, 0.25);
    writeScaled('test', optimizer, 0.1);
    expect(optimizer.iterations).toBe(0);
    const was = [rateOf('test', optimizer), imprint(optimizer)];
    const weight = tf.variable(tf.scalar(1));
    expect(() => optimizer.minimize(() => weight.mul(NaN).asScalar(), false, [weight])).toThrow(/NaN/);
    expect([rateOf('test', optimizer), imprint(optimizer)]).toEqual(was);
    optimizer.minimize(() => weight.mul(1).asScalar(), false, [weight]);
    expect(rateOf('test', optimizer)).toEqual({initial: 1, base: 0.5, scale: 0.4, inForce: 0.2});
  });
});

describe('a wrapper', () => {
  const wrap = (optimizer: tf.Optimizer) => new OptimizerWrapper(new OptimizerWrapper(optimizer));

  it.each(optimizers)('around %s has its rate, which others may set', (_name, make) => {
    const [bare, wrapper] = [make(0.1), wrap(make(0.1))];
    const [plain, slope] = [new Slope(bare), new Slope(wrapper)];
    expect(getLearningRate(wrapper)).toBe(0.1);
    for (const set of [setLearningRate, (_: unknown, rate: number) => wrapper.setLearningRate(rate)]) {
      setLearningRate(bare, 0.3);
      set(wrapper, 0.3);
      expect([getLearningRate(wrapper), wrapper.learningRate]).toEqual([0.3, 0.3]);
      expect(slope.update()).toBe(plain.update());
    }
    wrapper.learningRate = 0.2;
    setLearningRate(bare, 0.2);
    expect(slope.update()).toBe(plain.update());
    expect(hyperparameterNames(wrapper)).toEqual(hyperparameterNames(bare));
    slope.dispose();
    plain.dispose();
  });

  it('has the momentum of what it holds, which can be set', () => {
    const [bare, wrapper] = [tf.train.momentum(0.1, 0.9), wrap(tf.train.momentum(0.1, 0.9))];
    const [plain, slope] = [new Slope(bare), new Slope(wrapper)];
    slope.update();
    plain.update();
    expect(getMomentum(wrapper)).toBe(0.9);
    setMomentum(wrapper, 0.5);
    setMomentum(bare, 0.5);
    expect(getMomentum(wrapper)).toBe(0.5);
    expect(slope.update()).toBe(plain.update());
    slope.dispose();
    plain.dispose();
  });

  it('names what it holds when that has no momentum', () => {
    expect(() => getMomentum(wrap(tf.train.sgd(0.1)))).toThrow(
      /^getMomentum: `optimizer` must have a momentum .*; got an instance of SGDOptimizer\.$/,
    );
  });

  it('has one rate with what it holds, as base × scale', () => {
    const inner = tf.train.sgd(0.5);
    const wrapper = wrap(inner);
    writeBase('test', wrapper, 0.25);
    writeScaled('test', inner, 0.125);
    expect(rateOf('test', wrapper)).toEqual({initial: 0.5, base: 0.25, scale: 0.5, inForce: 0.125});
    expect(rateOf('test', inner)).toEqual(rateOf('test', wrapper));
  });

  it('lets its own numbers be driven', () => {
    class Limited extends OptimizerWrapper {
      limit = 1;
      override getConfig(): tf.serialization.ConfigDict {
        return {...super.getConfig(), limit: this.limit};
      }
    }
    const optimizer = new Limited(tf.train.adam(0.1));
    const limit = hyperparameterOf('test', wrap(optimizer), 'limit')!;
    limit.write(0.5);
    expect([limit.read(), optimizer.limit]).toEqual([0.5, 0.5]);
    expect(hyperparameterNames(optimizer)).toEqual(['limit', ...hyperparameterNames(optimizer.inner)]);
    expect(hyperparameterOf('test', optimizer, 'beta2')!.read()).toBe(0.999);
  });

  it.each(optimizers)('around %s is scheduled, reduced and logged as that is', async (_name, make) => {
    const curves = [make(0.1), wrap(make(0.1))].map(async (optimizer) => {
      const model = tinyModel(optimizer);
      const {history} = await fit(model, 6, [
        learningRateScheduler({schedule: halving, by: 'step'}),
        reduceLROnPlateau({monitor: 'loss', patience: 2, minDelta: 1e6, factor: 0.1}),
        learningRateMonitor(),
      ]);
      return [history, imprint(model.getWeights())];
    });
    const [plain, wrapped] = await Promise.all(curves);
    expect(wrapped).toEqual(plain);
  });

  it('is tested for its rate without a trace, as what it holds is', async () => {
    const tests = [tf.train.adam(0.1), wrap(tf.train.adam(0.1))].map(async (optimizer) => {
      const model = tinyModel(optimizer);
      await fit(model, 2);
      const was = imprint([model.getWeights(), optimizer]);
      const {learningRates, losses} = await findLearningRate(model, x, y, {steps: 8, batchSize: 4});
      expect(imprint([model.getWeights(), optimizer])).toEqual(was);
      await fit(model, 2);
      return [learningRates, losses, imprint(model.getWeights())];
    });
    const warn = jest.spyOn(console, 'warn').mockReturnValue();
    const [plain, wrapped] = await Promise.all(tests);
    warn.mockRestore();
    expect(wrapped).toEqual(plain);
  });
});
