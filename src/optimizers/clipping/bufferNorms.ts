import {type Tensor} from '@tensorflow/tfjs';

/**
 * The norm of all the tensors' values, or one norm for each unit of them, from the buffers.
 *
 * The squares are summed in float64, where none of a float32 overflows or vanishes.
 */
export function bufferNorms(tensors: readonly Tensor[], units = 1): Float32Array {
  const sums = new Float64Array(units);
  for (const tensor of tensors) {
    const values = tensor.dataSync();
    for (let unit = 0; unit < units; unit += 1) {
      let sum = 0;
      for (let i = unit; i < values.length; i += units) sum += values[i]! * values[i]!;
      sums[unit]! += sum;
    }
  }
  return Float32Array.from(sums, Math.sqrt);
}
