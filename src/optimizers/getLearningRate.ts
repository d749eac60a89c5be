import type {Optimizer} from '@tensorflow/tfjs';
import {readLearningRate} from './learningRate.js';

/**
 * The learning rate that an optimizer holds.
 *
 * Works for all optimizers of tfjs and for others whose `learningRate` is a number. Keras: `optimizer.learning_rate`.
 *
 * @param optimizer - Most often `model.optimizer`.
 * @throws TypeError when the optimizer shows no rate.
 *
 * @example
 * ```ts
 * getLearningRate(tf.train.adam(0.001)); // 0.001
 * ```
 */
export function getLearningRate(optimizer: Optimizer): number {
  return readLearningRate('getLearningRate', optimizer);
}
