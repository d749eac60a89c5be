import type {Scalar, Tensor} from '@tensorflow/tfjs';
import {clipByGlobalNorm} from '../optimizers/clipping/clipByGlobalNorm.js';
import {clipByNorm} from '../optimizers/clipping/clipByNorm.js';

/** What `tf` itself gets, where it can be extended. */
export interface ClipFunctions {
  /** That of this library. */
  clipByNorm: typeof clipByNorm;
  /** Returns the clipped tensors and their global norm before as a pair, as TensorFlow does. */
  clipByGlobalNorm: <Gradient extends Tensor | null | undefined>(
    tensors: readonly Gradient[],
    norm: number,
  ) => [clipped: Gradient[], globalNorm: Scalar];
}

export const clipFunctions: ClipFunctions = {
  clipByNorm,
  clipByGlobalNorm(tensors, norm) {
    const {clipped, globalNorm} = clipByGlobalNorm(tensors, norm);
    return [clipped, globalNorm];
  },
};
