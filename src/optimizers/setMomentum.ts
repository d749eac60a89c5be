import type {Optimizer} from '@tensorflow/tfjs';
import {check, proportion} from '../internal/check.js';
import {writeMomentum} from './momentum.js';

/**
 * Sets the momentum with which an optimizer makes its next update: `momentum` of Momentum and RMSProp, `beta1` of Adam
 * and Adamax.
 *
 * In tfjs, `optimizer.setMomentum` of Momentum changes what the optimizer says, not what it does; this changes both.
 *
 * @param optimizer - Most often `model.optimizer`.
 * @param momentum - \>= 0 and \< 1.
 * @throws RangeError when the momentum is NaN or out of range; TypeError when it is no number, or when the optimizer has
 * none. The optimizer is unchanged then.
 *
 * @example
 * ```ts
 * const optimizer = tf.train.momentum(0.1, 0.9);
 * setMomentum(optimizer, 0.5);
 * getMomentum(optimizer); // 0.5
 * ```
 */
export function setMomentum(optimizer: Optimizer, momentum: number): void {
  check('setMomentum', 'momentum', momentum, proportion);
  writeMomentum('setMomentum', optimizer, momentum);
}
