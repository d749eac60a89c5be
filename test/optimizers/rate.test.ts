import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {getLearningRate, setLearningRate} from 'tfjs-callbacks';
import {rateOf, restoreBase, restoreScale, writeBase, writeScaled} from '../../src/optimizers/rate';

const owner = 'test';

describe('the rate as base × scale', () => {
  it('starts with the rate of the optimizer as base', () => {
    expect(rateOf(owner, tf.train.sgd(0.1))).toEqual({initial: 0.1, base: 0.1, scale: 1, inForce: 0.1});
  });

  it('is multiplied: a schedule writes the base, a rescuer the scale, in either order', () => {
    const optimizer = tf.train.sgd(0.5);
    writeBase(owner, optimizer, 0.25);
    writeScaled(owner, optimizer, 0.125);
    expect(rateOf(owner, optimizer)).toEqual({initial: 0.5, base: 0.25, scale: 0.5, inForce: 0.125});
    writeBase(owner, optimizer, 1);
    expect(rateOf(owner, optimizer)).toEqual({initial: 0.5, base: 1, scale: 0.5, inForce: 0.5});
    expect(getLearningRate(optimizer)).toBe(0.5);
  });

  it('puts exactly the scaled rate in force, where base × scale would round', () => {
    const optimizer = tf.train.sgd(0.0297);
    writeScaled(owner, optimizer, 0.0297 * 0.1);
    expect(getLearningRate(optimizer)).toBe(0.0297 * 0.1);
  });

  it.each([
    ['by setLearningRate', (optimizer: tf.Optimizer) => setLearningRate(optimizer, 0.03)],
    ['by its own method', (optimizer: tf.Optimizer) => (optimizer as tf.SGDOptimizer).setLearningRate(0.03)],
    ['in its field', (optimizer: tf.Optimizer) => Object.assign(optimizer, {learningRate: 0.03})],
  ])('begins anew from a rate that somebody sets %s', (_how, set) => {
    const optimizer = tf.train.sgd(0.1);
    writeScaled(owner, optimizer, 0.01);
    set(optimizer);
    expect(rateOf(owner, optimizer)).toEqual({initial: 0.03, base: 0.03, scale: 1, inForce: 0.03});
  });

  it('begins anew when setLearningRate sets the rate that is in force already', () => {
    const optimizer = tf.train.sgd(0.1);
    writeScaled(owner, optimizer, 0.01);
    setLearningRate(optimizer, 0.01);
    expect(rateOf(owner, optimizer).scale).toBe(1);
  });

  it('is kept for an optimizer that rounds what it is given', () => {
    const optimizer = {
      learningRate: 0.5,
      setLearningRate(this: {learningRate: number}, rate: number) {
        this.learningRate = Math.fround(rate);
      },
    } as unknown as tf.Optimizer;
    writeBase(owner, optimizer, 0.1);
    expect(rateOf(owner, optimizer)).toEqual({initial: 0.5, base: 0.1, scale: 1, inForce: Math.fround(0.1)});
  });
});

describe('a saved rate', () => {
  const saved = {initial: 0.1, base: 0.04, scale: 0.25, inForce: 0.01};

  it.each([
    ['the rate at first', 0.1, {initial: 0.1, base: 0.1, scale: 0.25, inForce: 0.025}],
    ['the base', 0.04, {initial: 0.04, base: 0.04, scale: 0.25, inForce: 0.01}],
    ['the rate in force, as a loaded one does', 0.01, saved],
  ])('gives its scale to an optimizer that holds %s', (_what, rate, restored) => {
    const optimizer = tf.train.sgd(rate);
    restoreScale(owner, optimizer, saved);
    expect(rateOf(owner, optimizer)).toEqual(restored);
    expect(getLearningRate(optimizer)).toBe(restored.inForce);
  });

  it.each([
    ['the rate at first', 0.1, {initial: 0.1, base: 0.04, scale: 1, inForce: 0.04}],
    ['the rate in force, as a loaded one does', 0.01, saved],
  ])('gives its base to an optimizer that holds %s', (_what, rate, restored) => {
    const optimizer = tf.train.sgd(rate);
    restoreBase(owner, optimizer, saved);
    expect(rateOf(owner, optimizer)).toEqual(restored);
  });

  it.each([[[restoreBase, restoreScale]], [[restoreScale, restoreBase]]])(
    'is whole after both, in any order',
    (order) => {
      for (const rate of [0.1, 0.04, 0.01]) {
        const optimizer = tf.train.sgd(rate);
        for (const restore of order) restore(owner, optimizer, saved);
        expect(rateOf(owner, optimizer)).toEqual({...saved, initial: expect.any(Number)});
        expect(getLearningRate(optimizer)).toBe(0.01);
      }
    },
  );
});
