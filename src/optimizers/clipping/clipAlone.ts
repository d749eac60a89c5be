import {mul, reshape, tidy, type Rank, type Tensor} from '@tensorflow/tfjs';
import {bufferNorms} from './bufferNorms.js';
import {factor, tensorFactor} from './factor.js';
import {readsBuffers} from './readsBuffers.js';
import {scaled} from './scaled.js';
import {tensorNorms} from './tensorNorms.js';

/** A tensor scaled down to a norm; where it is known to be within it, the tensor itself. */
export function clipAlone<R extends Rank>(tensor: Tensor<R>, limit: number): Tensor<R> {
  if (readsBuffers()) return scaled(tensor, [factor(bufferNorms([tensor])[0]!, limit)]);
  // The sum of none throws on webgl.
  if (tensor.size === 0) return tensor;
  return tidy(() => {
    const own = tensorNorms(reshape(tensor, [-1]), [0]);
    return mul(tensor, reshape(tensorFactor(own, limit), []));
  });
}
