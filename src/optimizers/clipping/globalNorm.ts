import {concat, reshape, scalar, tidy, type Scalar, type Tensor} from '@tensorflow/tfjs';
import {bufferNorms} from './bufferNorms.js';
import {readsBuffers} from './readsBuffers.js';
import {tensorNorms} from './tensorNorms.js';

/** A number where buffers are read, and a tensor that nobody waits for elsewhere. */
export type Norm = number | Scalar;

/**
 * The norm of all tensors together. A number is finite when all entries are. Where buffers are not read, it is NaN if one
 * is infinite, so that all that it scales becomes NaN at no further price; but not on webgl, where Infinity / Infinity is 1.
 */
export function globalNorm(tensors: readonly (Tensor | null | undefined)[]): Norm {
  // The sum of none throws on webgl.
  const present = tensors.filter((one) => !!one?.size) as Tensor[];
  if (readsBuffers()) return bufferNorms(present)[0]!;
  if (present.length === 0) return scalar(0);
  return tidy(() => {
    const flat = concat(present.map((one) => reshape(one, [-1])));
    return reshape(tensorNorms(flat, [0], Infinity), []);
  });
}
