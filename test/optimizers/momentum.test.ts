import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {getMomentum, setMomentum} from 'tfjs-callbacks';
import {Slope} from '../helpers/optimizers';

const rate = 0.1;

/** How far the second update goes, with a gradient of 1, when the momentum was 0.9 in the first and is m in it. */
const withMomentum: [string, () => tf.Optimizer, (m: number) => number][] = [
  ['momentum', () => tf.train.momentum(rate, 0.9), (m) => -rate * (m + 1)],
  ['nesterov', () => tf.train.momentum(rate, 0.9, true), (m) => -rate * (1 + m * (m + 1))],
  [
    'rmsprop',
    () => tf.train.rmsprop(rate, 0.9, 0.9),
    (m) => -rate * (m / Math.sqrt(0.1) + 1 / Math.sqrt(0.19)),
  ],
  ['adam', () => tf.train.adam(rate, 0.9), (m) => (-rate * (0.1 * m + 1 - m)) / (1 - 0.9 ** 2)],
  ['adamax', () => tf.train.adamax(rate, 0.9), (m) => (-rate * (0.1 * m + 1 - m)) / (1 - 0.9 ** 2)],
];
const without: [string, () => tf.Optimizer, string][] = [
  ['sgd', () => tf.train.sgd(rate), 'SGDOptimizer'],
  ['adagrad', () => tf.train.adagrad(rate), 'AdagradOptimizer'],
  ['adadelta', () => tf.train.adadelta(rate), 'AdadeltaOptimizer'],
];

describe.each(withMomentum)('the momentum of %s', (_name, make, secondStep) => {
  it.each([0.9, 0.5, 0])('set to %p is the one of the next update', (momentum) => {
    const slope = new Slope(make());
    slope.update();
    setMomentum(slope.optimizer, momentum);
    expect(slope.update()).toBeCloseTo(secondStep(momentum), 4);
    slope.dispose();
  });

  it('is what getMomentum and getConfig say', () => {
    const optimizer = make();
    expect(getMomentum(optimizer)).toBe(0.9);
    setMomentum(optimizer, 0.5);
    expect(getMomentum(optimizer)).toBe(0.5);
    const {momentum, beta1} = optimizer.getConfig();
    expect(beta1 ?? momentum).toBe(0.5);
    optimizer.dispose();
  });

  it('can be set inside tf.tidy, and leaves no tensor behind', () => {
    const slope = new Slope(make());
    slope.update();
    const before = tf.memory().numTensors;
    for (let i = 1; i <= 50; i++) {
      setMomentum(slope.optimizer, 1 - 1 / i);
      tf.tidy(() => setMomentum(slope.optimizer, 0.5));
    }
    expect(tf.memory().numTensors).toBe(before);
    expect(slope.update()).toBeCloseTo(secondStep(0.5), 4);
    slope.dispose();
  });

  it.each([NaN, Infinity, -0.1, 1])('refuses %p and stays as it is', (momentum) => {
    const optimizer = make();
    expect(() => setMomentum(optimizer, momentum)).toThrow(
      new RangeError(`setMomentum: \`momentum\` must be a number >= 0 and < 1; got ${momentum}.`),
    );
    expect(getMomentum(optimizer)).toBe(0.9);
    optimizer.dispose();
  });
});

describe.each(without)('the momentum of %s', (_name, make, shown) => {
  it('is an error that says who has one', () => {
    const optimizer = make();
    const message =
      '`optimizer` must have a momentum (Momentum, RMSProp) or a beta1 (Adam, Adamax); ' +
      `got an instance of ${shown}.`;
    expect(() => getMomentum(optimizer)).toThrow(new TypeError(`getMomentum: ${message}`));
    expect(() => setMomentum(optimizer, 0.5)).toThrow(new TypeError(`setMomentum: ${message}`));
    optimizer.dispose();
  });
});
