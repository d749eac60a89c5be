import type {Schedule} from '../../schedules/Schedule.js';
import type {LayerPattern} from '../layerPatterns.js';

/** Options of {@link clipGradients}; exactly one of `value`, `norm`, `globalNorm` and `adaptive`. */
export interface ClipGradientsOptions {
  /** Each entry is cut at −value and value. Keras: `clipvalue`; PyTorch: `clip_grad_value_`. */
  value?: number | Schedule;
  /** Each gradient is scaled down to this norm by itself. Keras: `clipnorm`. */
  norm?: number | Schedule;
  /** All are scaled by one factor, down to this norm of all together. Keras: `global_clipnorm`; PyTorch: `clip_grad_norm_`. */
  globalNorm?: number | Schedule;
  /** The gradient of each neuron or filter is scaled down to a fraction of the norm of its weights. */
  adaptive?: AdaptiveClipping;
  /**
   * What becomes of an update with a gradient that is NaN or infinite. With `propagate` it is made; `skip` leaves it out:
   * weights, slots and `iterations` stay as they are; `throw` throws an error that names the variable. Those two read one
   * number in each update.
   * @defaultValue 'propagate'
   */
  nonFinite?: 'propagate' | 'skip' | 'throw';
}

/** How {@link ClipGradientsOptions.adaptive | adaptive} clipping clips. timm: `adaptive_clip_grad`; optax: `adaptive_grad_clip`. */
export interface AdaptiveClipping {
  /** The largest norm of a unit's gradient, as a fraction of the norm of its weights. @defaultValue 0.01 */
  clipping?: number | Schedule;
  /** What the norm of a unit's weights counts at least, so that weights of 0 can learn. @defaultValue 0.001 */
  epsilon?: number;
  /** Layers that are left alone, by name or by an expression for the names of variables. The paper leaves out the last. @defaultValue [] */
  exclude?: readonly LayerPattern[];
}
