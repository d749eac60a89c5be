import {type Tensor} from '@tensorflow/tfjs';

/**
 * The number of a weight's units: the slices of its last axis, which in the layout of TensorFlow are the neurons of a
 * dense layer and the filters of a convolution. A vector or a scalar is one unit.
 */
export function unitsOf({rank, shape}: Tensor): number {
  return rank < 2 ? 1 : shape[rank - 1]!;
}

/** All axes but the last, or all. */
export function axesOfUnit({rank}: Tensor): number[] {
  return Array.from({length: rank < 2 ? rank : rank - 1}, (_, axis) => axis);
}
