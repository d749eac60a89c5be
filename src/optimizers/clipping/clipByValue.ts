import {maximum, minimum, tensor, tidy, type Rank, type Tensor} from '@tensorflow/tfjs';
import {float32} from './float32.js';
import {bufferOf} from './bufferOf.js';
import {readsBuffers} from './readsBuffers.js';

/**
 * Each entry between −value and value, as `clipvalue` of Keras; where they are known to be, the tensor itself. NaN stays
 * NaN on every backend, unlike in tf.clipByValue.
 */
export function clipByValue<R extends Rank>(source: Tensor<R>, value: number): Tensor<R> {
  const limit = float32(value);
  if (!readsBuffers()) return tidy(() => minimum(maximum(source, -limit), limit));

  const values = bufferOf(source);
  if (values.every((entry) => Math.abs(entry) <= limit)) return source;
  const clipped = new Float32Array(values.length);
  for (let i = 0; i < values.length; i += 1) clipped[i] = Math.min(Math.max(values[i]!, -limit), limit);
  return tensor(clipped, source.shape);
}
