import {type Tensor} from '@tensorflow/tfjs';
import {bufferOf} from './bufferOf.js';

/**
 * The norm of all the tensors' values, or one norm for each unit of them, from the buffers.
 *
 * In float64, where no square or sum of float32 numbers overflows or vanishes.
 */
export function bufferNorms(tensors: readonly Tensor[], units = 1): Float64Array {
  const sums = new Float64Array(units);
  for (const tensor of tensors) {
    const values = bufferOf(tensor);
    if (units === 1) sums[0]! += sumOfSquares(values);
    else for (let i = 0; i < values.length; i += 1) sums[i % units]! += values[i]! * values[i]!;
  }
  return sums.map(Math.sqrt);
}

/** Four sums at a time: none waits for the one before, which takes a third of the time. */
function sumOfSquares(values: Float32Array): number {
  // Not taken from an array, which makes the loop as slow as one that adds up one by one.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const fours = values.length & ~3;
  for (let i = 0; i < fours; i += 4) {
    a += values[i]! * values[i]!;
    b += values[i + 1]! * values[i + 1]!;
    c += values[i + 2]! * values[i + 2]!;
    d += values[i + 3]! * values[i + 3]!;
  }
  for (let i = fours; i < values.length; i += 1) a += values[i]! * values[i]!;
  return a + b + c + d;
}
