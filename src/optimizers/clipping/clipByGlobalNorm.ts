import {scalar, tidy, type Scalar, type Tensor, type TensorContainerObject} from '@tensorflow/tfjs';
import {check, positive} from '../../internal/check.js';
import {clipTogether} from './clipTogether.js';
import {float32} from './float32.js';
import {globalNorm} from './globalNorm.js';
import {tensorList} from './tensorRules.js';

/** A list of gradients scaled as one. */
export interface GloballyClipped<Gradient> {
  /** A new tensor for each, in order; null and undefined stay where they were. */
  clipped: Gradient[];
  /** The norm of all of them together, before clipping: a tensor, so that a step need not wait for it. */
  globalNorm: Scalar;
}

/**
 * Scales tensors down by one factor, when the norm of all of them together is larger than a norm.
 *
 * Each becomes tensor · norm / max(globalNorm, norm): within the norm, all come back with the same bits. Squares neither
 * overflow nor vanish. Where the global norm is not finite all entries become NaN, as in Keras and TensorFlow. On cpu and
 * wasm it comes from the buffers; elsewhere nothing is read, n tensors take n + 11 kernels, and a global norm that is not
 * finite is NaN. On webgl, where Infinity / Infinity is 1, it is Infinity, and finite entries become 0. It is for gradients, not for use inside a loss. Keras: `global_clipnorm`; PyTorch: `clip_grad_norm_`,
 * which divides by globalNorm + 1e-6; TensorFlow: `tf.clip_by_global_norm`.
 *
 * @param tensors - They stay as they are, and yours to dispose of. null and undefined pass through.
 * @param norm - Finite and \> 0.
 * @throws RangeError when the norm is NaN, infinite, zero or negative; TypeError when it is no number, or the tensors no
 * array of tensors.
 *
 * @example
 * ```ts
 * const gradients = [tf.tensor1d([3, 0]), null, tf.scalar(4)];
 * const {clipped, globalNorm} = clipByGlobalNorm(gradients, 2.5);
 * globalNorm.dataSync()[0];          // 5
 * Array.from(clipped[0].dataSync()); // [1.5, 0]
 * clipped[2].dataSync()[0];          // 2
 * ```
 *
 * In a loop of your own:
 *
 * ```ts
 * const optimizer = tf.train.sgd(0.1);
 * tf.tidy(() => {
 *   const {grads} = tf.variableGrads(() => tf.losses.meanSquaredError(y, model.apply(x)));
 *   const names = Object.keys(grads);
 *   const {clipped} = clipByGlobalNorm(Object.values(grads), 1);
 *   optimizer.applyGradients(names.map((name, i) => ({name, tensor: clipped[i]})));
 * });
 * ```
 *
 * @see {@link https://arxiv.org/abs/1211.5063} — Pascanu, Mikolov and Bengio, 2013
 */
export function clipByGlobalNorm<Gradient extends Tensor | null | undefined>(
  tensors: readonly Gradient[],
  norm: number,
): GloballyClipped<Gradient> {
  check('clipByGlobalNorm', 'tensors', tensors, tensorList);
  check('clipByGlobalNorm', 'norm', norm, positive);

  const clip = () => {
    const total = globalNorm(tensors);
    const clipped = clipTogether(tensors, total, float32(norm));
    return {
      clipped: clipped === tensors ? tensors.map((one) => one && one.clone()) : clipped,
      globalNorm: typeof total === 'number' ? scalar(total) : total,
    };
  };
  return tidy(clip as () => TensorContainerObject) as unknown as GloballyClipped<Gradient>;
}
