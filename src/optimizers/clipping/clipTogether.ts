import {mul, type Tensor} from '@tensorflow/tfjs';
import {factor, tensorFactor} from './factor.js';
import type {Norm} from './globalNorm.js';
import {scaled} from './scaled.js';

type Gradient = Tensor | null | undefined;

/** Tensors scaled by the factor that brings the norm of all of them down to its limit; with 1, known to be 1, themselves. */
export function clipTogether<G extends Gradient>(
  tensors: readonly G[],
  norm: Norm,
  limit: number,
): readonly G[] {
  if (typeof norm !== 'number') {
    const factors = tensorFactor(norm, limit);
    return tensors.map((one) => one && mul(one, factors)) as G[];
  }
  const times = Number.isFinite(norm) ? factor(norm, limit) : NaN;
  return times === 1 ? tensors : (tensors.map((one) => one && scaled(one, [times])) as G[]);
}
