import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {getLearningRate, setLearningRate} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';
import {optimizers, Slope} from '../helpers/optimizers';

describe.each(optimizers)('the learning rate of %s', (_name, make) => {
  it('that was set is the one of the next update, the first and later ones', () => {
    const set = new Slope(make(0.1));
    setLearningRate(set.optimizer, 0.2);
    const made = new Slope(make(0.2));
    expect(set.update()).toBe(made.update());

    const doubled = new Slope(make(0.1));
    const plain = new Slope(make(0.1));
    doubled.update();
    plain.update();
    setLearningRate(doubled.optimizer, 0.2);
    // Momentum's slots hold gradients and not steps, so that here too twice the rate is twice the step.
    expect(doubled.update() / plain.update()).toBeCloseTo(2, 5);
    for (const slope of [set, made, doubled, plain]) slope.dispose();
  });

  it('is what getLearningRate and getConfig say', () => {
    const optimizer = make(0.1);
    expect(getLearningRate(optimizer)).toBe(0.1);
    setLearningRate(optimizer, 0.025);
    expect(getLearningRate(optimizer)).toBe(0.025);
    expect(optimizer.getConfig()['learningRate']).toBe(0.025);
    optimizer.dispose();
  });

  it('may be 0: then nothing moves', () => {
    const slope = new Slope(make(0.1));
    setLearningRate(slope.optimizer, 0);
    expect(slope.update()).toBeCloseTo(0, 12);
    slope.dispose();
  });

  it('is put right when somebody wrote the field, even by the same number', () => {
    const slope = new Slope(make(0.1));
    Object.assign(slope.optimizer, {learningRate: 0.2});
    setLearningRate(slope.optimizer, 0.2);
    const made = new Slope(make(0.2));
    expect(slope.update()).toBe(made.update());
    slope.dispose();
    made.dispose();
  });

  it('can be set inside tf.tidy, and leaves no tensor behind', () => {
    const slope = new Slope(make(0.1));
    slope.update();
    const before = tf.memory().numTensors;
    for (let i = 1; i <= 50; i++) {
      setLearningRate(slope.optimizer, 0.1 / i);
      tf.tidy(() => setLearningRate(slope.optimizer, 0.2 / i));
    }
    expect(tf.memory().numTensors).toBe(before);
    expect(slope.update()).toBeLessThan(0);
    slope.dispose();
  });

  it('can be set on a compiled model', async () => {
    const model = tinyModel(make(0.1));
    setLearningRate(model.optimizer, 0);
    const weights = model.getWeights().map((weight) => weight.dataSync());
    const {x, y} = trainingData();
    await model.fit(x, y, {epochs: 1, verbose: 0});
    expect(model.getWeights().map((weight) => weight.dataSync())).toEqual(weights);
    model.dispose();
  });

  it.each([NaN, Infinity, -Infinity, -0.1])('refuses %p and stays as it is', (rate) => {
    const optimizer = make(0.1);
    expect(() => setLearningRate(optimizer, rate)).toThrow(
      new RangeError(`setLearningRate: \`learningRate\` must be a finite number >= 0; got ${rate}.`),
    );
    expect(getLearningRate(optimizer)).toBe(0.1);
    optimizer.dispose();
  });
});

describe('the learning rate of other optimizers', () => {
  const foreign = (members: object) => members as unknown as tf.Optimizer;

  it('is a number in a field', () => {
    const optimizer = foreign({learningRate: 0.1});
    setLearningRate(optimizer, 0.2);
    expect(getLearningRate(optimizer)).toBe(0.2);
  });

  it('is what its setLearningRate makes of it', () => {
    const optimizer = foreign({
      learningRate: 0.1,
      setLearningRate(this: {learningRate: number}, rate: number) {
        this.learningRate = Math.fround(rate);
      },
    });
    setLearningRate(optimizer, 0.2);
    expect(getLearningRate(optimizer)).toBe(Math.fround(0.2));
  });

  const withoutRate = (owner: string, shown: string) =>
    new TypeError(`${owner}: \`optimizer\` must have a learningRate or a setLearningRate; got ${shown}.`);

  it('is what was set last when it shows none', () => {
    const optimizer = foreign({setLearningRate() {}});
    expect(() => getLearningRate(optimizer)).toThrow(withoutRate('getLearningRate', '{setLearningRate}'));
    setLearningRate(optimizer, 0.2);
    expect(getLearningRate(optimizer)).toBe(0.2);
  });

  it.each([
    [{}, '{}'],
    [{learningRate: '0.1'}, '{learningRate}'],
    [undefined, 'undefined'],
    [null, 'null'],
    ['sgd', '"sgd"'],
  ])('is refused when there is none: %p', (optimizer, shown) => {
    expect(() => getLearningRate(optimizer as never)).toThrow(withoutRate('getLearningRate', shown));
    expect(() => setLearningRate(optimizer as never, 0.1)).toThrow(withoutRate('setLearningRate', shown));
  });

  it('refuses a rate that is no number', () => {
    expect(() => setLearningRate(tf.train.sgd(0.1), '0.1' as never)).toThrow(
      new TypeError('setLearningRate: `learningRate` must be a finite number >= 0; got "0.1".'),
    );
  });
});
