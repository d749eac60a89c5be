import {abs, clipByValue, div, max, mul, sqrt, square, sum, type Tensor} from '@tensorflow/tfjs';
import {largest, smallest} from './float32.js';

/**
 * The norm over some axes, kept as axes of length 1, in eight kernels and without reading a value.
 *
 * The values are divided by the largest magnitude first: the square of 1e25 is Infinity in float32, that of 1e-25 is 0.
 *
 * @param bound - What the largest magnitude is cut at. By the default, an infinite entry makes the norm Infinity; with
 * `Infinity` it makes NaN (Infinity / Infinity), at the same price.
 */
export function tensorNorms(tensor: Tensor, axes: number[], bound = largest): Tensor {
  const magnitude = clipByValue(max(abs(tensor), axes, true), smallest, bound);
  return mul(sqrt(sum(square(div(tensor, magnitude)), axes, true)), magnitude);
}
