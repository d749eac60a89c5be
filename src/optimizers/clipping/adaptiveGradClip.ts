import {maximum, mul, tidy, type Rank, type Tensor} from '@tensorflow/tfjs';
import {bufferNorms} from './bufferNorms.js';
import {factor, tensorFactor} from './factor.js';
import {float32} from './float32.js';
import {readsBuffers} from './readsBuffers.js';
import {scaled} from './scaled.js';
import {tensorNorms} from './tensorNorms.js';
import {axesOfUnit, unitsOf} from './units.js';

export interface AdaptiveGradClipOptions {
  /** The largest norm of a unit's gradient, as a fraction of the norm of its weights. */
  clipping: number;
  /** What the norm of a unit's weights counts at least, so that weights of 0 can learn. */
  epsilon: number;
}

/**
 * Scales the gradient of each unit of a weight down to `clipping` times the norm of the unit's weights.
 *
 * With limit = clipping · max(‖weights‖, epsilon), a unit becomes gradient · limit / max(‖gradient‖, limit). When no
 * unit is known to be larger, the result is the tensor itself. optax: `adaptive_grad_clip`; timm: `adaptive_clip_grad`,
 * whose units are slices of the first axis.
 *
 * @see {@link https://arxiv.org/abs/2102.06171} — Brock, De, Smith and Simonyan, 2021
 */
export function adaptiveGradClip<R extends Rank>(
  gradient: Tensor<R>,
  weight: Tensor<R>,
  options: AdaptiveGradClipOptions,
): Tensor<R> {
  const {clipping, epsilon} = options;
  const least = float32(clipping * epsilon);
  if (readsBuffers()) {
    const units = unitsOf(weight);
    const weights = bufferNorms([weight], units);
    const limit = (unit: number) => Math.fround(Math.max(clipping * weights[unit]!, least));
    const factors = Array.from(bufferNorms([gradient], units), (norm, unit) => factor(norm, limit(unit)));
    return scaled(gradient, factors);
  }
  if (gradient.size === 0) return gradient;
  return tidy(() => {
    const axes = axesOfUnit(weight);
    const limits = maximum(mul(tensorNorms(weight, axes), clipping), least);
    return mul(gradient, tensorFactor(tensorNorms(gradient, axes), limits));
  });
}
