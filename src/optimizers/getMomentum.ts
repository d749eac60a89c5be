import type {Optimizer} from '@tensorflow/tfjs';
import {readMomentum} from './momentum.js';

/**
 * The momentum that an optimizer holds: `momentum` of Momentum and RMSProp, `beta1` of Adam and Adamax.
 *
 * @param optimizer - Most often `model.optimizer`.
 * @throws TypeError when the optimizer has neither.
 *
 * @example
 * ```ts
 * getMomentum(tf.train.momentum(0.1, 0.9)); // 0.9
 * getMomentum(tf.train.adam(0.001));        // 0.9
 * ```
 */
export function getMomentum(optimizer: Optimizer): number {
  return readMomentum('getMomentum', optimizer);
}
