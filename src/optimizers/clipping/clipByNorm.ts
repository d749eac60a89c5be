import {type Rank, type Tensor} from '@tensorflow/tfjs';
import {check, positive} from '../../internal/check.js';
import {clipAlone} from './clipAlone.js';
import {float32} from './float32.js';
import {tensor as tensorRule} from './tensorRules.js';

/**
 * Scales a tensor down to a norm, when its own is larger; its direction stays.
 *
 * The result is tensor · norm / max(‖tensor‖, norm): a tensor within the norm comes back with the same bits. Squares
 * neither overflow nor vanish. With an infinite entry that entry becomes NaN and the others 0, with NaN all are NaN. On
 * cpu and wasm the norm comes from the buffer, elsewhere nothing is read. It is for gradients, not for use inside a loss:
 * on cpu and wasm the norm would count as a constant there. Keras: `clipnorm`; TensorFlow: `tf.clip_by_norm`.
 *
 * @param tensor - It stays as it is, and yours to dispose of.
 * @param norm - Finite and \> 0.
 * @returns A new tensor of the same shape.
 * @throws RangeError when the norm is NaN, infinite, zero or negative; TypeError when it is no number, or the tensor none.
 *
 * @example
 * ```ts
 * const gradient = tf.tensor1d([3, 4]);
 * Array.from(clipByNorm(gradient, 2.5).dataSync()); // [1.5, 2]
 * Array.from(clipByNorm(gradient, 5).dataSync());   // [3, 4]
 * ```
 *
 * @see {@link https://arxiv.org/abs/1211.5063} — Pascanu, Mikolov and Bengio, 2013
 */
export function clipByNorm<R extends Rank>(tensor: Tensor<R>, norm: number): Tensor<R> {
  check('clipByNorm', 'tensor', tensor, tensorRule);
  check('clipByNorm', 'norm', norm, positive);

  const clipped = clipAlone(tensor, float32(norm));
  return clipped === tensor ? tensor.clone() : clipped;
}
