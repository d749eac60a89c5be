import * as tf from '@tensorflow/tfjs';
import {isLate} from './backend';

/** The numbers of tensors. A graphics card takes its time for each answer, so those in float32 are asked for at once. */
export function valuesOf(tensors: readonly tf.Tensor[]): tf.TypedArray[] {
  const together = isLate ? tensors.filter(({dtype, size}) => dtype === 'float32' && size > 0) : [];
  if (together.length === 0) return tensors.map((tensor) => tensor.dataSync().slice());
  const all = tf.tidy(() => tf.concat(together.map((tensor) => tensor.flatten())).dataSync());
  let end = 0;
  return tensors.map((tensor) =>
    together.includes(tensor) ? all.slice(end, (end += tensor.size)) : tensor.dataSync().slice(),
  );
}
