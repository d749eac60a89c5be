import {div, maximum, type Tensor} from '@tensorflow/tfjs';

/**
 * What brings a norm down to its limit: limit / max(norm, limit).
 *
 * In this form it is exactly 1 for a norm within the limit, and a norm of 0 needs no care. It is 0 for an infinite norm,
 * which leaves NaN where the infinite entry was and 0 elsewhere, and NaN for NaN.
 */
export function factor(norm: number, limit: number): number {
  return limit / Math.max(norm, limit);
}

/** The same for norms that are not read. */
export function tensorFactor(norm: Tensor, limit: Tensor | number): Tensor {
  return div(limit, maximum(norm, limit));
}
