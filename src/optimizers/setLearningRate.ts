import type {Optimizer} from '@tensorflow/tfjs';
import {check, nonNegative} from '../internal/check.js';
import {resetRate} from './rate.js';

/**
 * Sets the learning rate with which an optimizer makes its next update.
 *
 * In tfjs, writing `optimizer.learningRate` does nothing for SGD and Momentum; this works for all optimizers of tfjs and
 * for others that have a `setLearningRate` method or a `learningRate` that is a number. It always writes, also a rate
 * that the optimizer shows already. A rate set this way is the new base of schedules, and what
 * {@link ReduceLROnPlateau} had taken off is forgotten. Keras: `optimizer.learning_rate = ...`.
 *
 * @param optimizer - Most often `model.optimizer`.
 * @param learningRate - Finite and \>= 0. tfjs computes with it in float32.
 * @throws RangeError when the rate is NaN, infinite or negative; TypeError when it is no number, or when the optimizer
 * takes no rate. The optimizer is unchanged then.
 *
 * @example
 * ```ts
 * const optimizer = tf.train.sgd(0.1);
 * setLearningRate(optimizer, 0.01);
 * getLearningRate(optimizer); // 0.01
 * ```
 */
export function setLearningRate(optimizer: Optimizer, learningRate: number): void {
  check('setLearningRate', 'learningRate', learningRate, nonNegative);
  resetRate('setLearningRate', optimizer, learningRate);
}
