import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {hyperparameterNames, hyperparameterOf} from '../../src/optimizers/hyperparameterOf.js';
import {optimizers, Slope} from '../helpers/optimizers';

const find = (optimizer: tf.Optimizer, name: string) => hyperparameterOf('test', optimizer, name)!;

/** Its gradient becomes smaller: with one that stays, some averages cancel out. */
const bowl = (weight: tf.Variable) => weight.sub(1).square();

/** A value for each hyper-parameter that differs from what the optimizers begin with. */
const other: Record<string, number> = {
  learningRate: 0.07,
  momentum: 0.3,
  beta1: 0.3,
  beta2: 0.7,
  rho: 0.2,
  decay: 0.4,
  epsilon: 0.5,
};

describe.each(optimizers)('the hyper-parameters of %s', (optimizer, make) => {
  const names = hyperparameterNames(make(0.1)).filter((name) => name in other);

  it.each(names)('%s: what is written is read, and is that of the next update', (name) => {
    const [plain, written] = [new Slope(make(0.1), bowl), new Slope(make(0.1), bowl)];
    expect(written.update()).toBe(plain.update());
    const hyperparameter = find(written.optimizer, name);
    hyperparameter.write(other[name]!);
    expect(hyperparameter.read()).toBe(other[name]);
    expect(written.optimizer.getConfig()[name]).toBe(other[name]);
    const same = written.update() === plain.update();
    // In tfjs Adadelta is SGD: its two averages are always equal and cancel out.
    expect(same).toBe(optimizer === 'adadelta' && name !== 'learningRate');
    plain.dispose();
    written.dispose();
  });

  it('are all there is', () => {
    const optimizer = make(0.1);
    expect(hyperparameterOf('test', optimizer, 'foo')).toBeUndefined();
    expect(hyperparameterOf('test', optimizer, 'minimize')).toBeUndefined();
    expect(names).toContain('learningRate');
  });
});

describe('hyperparameterOf', () => {
  it.each([tf.train.adam(0.1), tf.train.adamax(0.1)])('finds beta1 as the momentum, %#', (optimizer) => {
    expect(find(optimizer, 'momentum').name).toBe('beta1');
    expect(find(optimizer, 'beta1').name).toBe('beta1');
  });

  it('finds no momentum where there is none', () => {
    expect(hyperparameterOf('test', tf.train.sgd(0.1), 'momentum')).toBeUndefined();
  });

  it("keeps RMSProp's decay, an average, below 1, and lets Adamax's be 1", () => {
    expect(find(tf.train.rmsprop(0.1), 'decay').rule.test!(1 as never)).toBe(false);
    expect(find(tf.train.adamax(0.1), 'decay').rule.test!(1 as never)).toBe(true);
  });

  it.each([
    ['learningRate', 1, true],
    ['beta1', 1, false],
    ['beta2', 1, false],
    ['epsilon', 1, true],
    ['epsilon', -1, false],
  ])('lets %s be %p: %p', (name, value, allowed) => {
    const {rule} = find(tf.train.adam(0.1), name);
    expect(rule.test!(value as never)).toBe(allowed);
  });
});
