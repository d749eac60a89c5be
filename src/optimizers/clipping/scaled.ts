import {getBackend, mul, tensor, tidy, type Rank, type Tensor} from '@tensorflow/tfjs';
import {bufferOf} from './bufferOf.js';

/** The tensor with each unit times its factor, by numbers that are known; with factors of 1 it is the same tensor. */
export function scaled<R extends Rank>(source: Tensor<R>, factors: readonly number[]): Tensor<R> {
  if (factors.every((factor) => factor === 1)) return source;
  // On cpu a kernel is never faster, on wasm from about a thousand values on.
  if (getBackend() !== 'cpu' && source.size > 512) return byKernel(source, factors);

  const values = bufferOf(source);
  const products = new Float32Array(values.length);
  for (const [unit, factor] of factors.entries()) {
    for (let i = unit; i < values.length; i += factors.length) products[i] = values[i]! * factor;
  }
  return tensor(products, source.shape);
}

function byKernel<R extends Rank>(source: Tensor<R>, factors: readonly number[]): Tensor<R> {
  return tidy(() => mul(source, factors.length === 1 ? factors[0]! : [...factors]));
}
