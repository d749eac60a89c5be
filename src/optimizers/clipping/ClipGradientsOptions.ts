import type {Schedule} from '../../schedules/Schedule.js';
import type {LayerPattern} from '../layerPatterns.js';

/** What {@link clipGradients} can clip by. */
export interface ClippingModes {
  /** Each entry is cut at −value and value. Keras: `clipvalue`; PyTorch: `clip_grad_value_`. */
  value?: number | Schedule;
  /** Each gradient is scaled down to this norm by itself. Keras: `clipnorm`. */
  norm?: number | Schedule;
  /** All are scaled by one factor, down to this norm of all together. Keras: `global_clipnorm`; PyTorch: `clip_grad_norm_`. */
  globalNorm?: number | Schedule;
  /** The gradient of each neuron or filter is scaled down to a fraction of the norm of its weights. */
  adaptive?: AdaptiveClipping;
}

/** Options of {@link clipGradients}: one of the {@link ClippingModes}, and what else there is. */
export type ClipGradientsOptions = OneOf<ClippingModes> & NonFiniteGradients;

/** One of the fields, and none of the others. */
export type OneOf<Fields> = {
  [Name in keyof Fields]: Required<Pick<Fields, Name>> & Partial<Record<Exclude<keyof Fields, Name>, never>>;
}[keyof Fields];

/** Gradients that are NaN or infinite. */
export interface NonFiniteGradients {
  /**
   * What becomes of an update with a gradient that is NaN or infinite. With `propagate` it is made; `skip` leaves it out:
   * weights, slots and `iterations` stay as they are; `throw` throws an error that names the variable. Those two read one
   * number in each update. Of nested wrappers, the outermost is the place for it: it sees the gradients first.
   * @defaultValue 'propagate'
   */
  nonFinite?: 'propagate' | 'skip' | 'throw';
}

/** How {@link ClippingModes.adaptive | adaptive} clipping clips. timm: `adaptive_clip_grad`; optax: `adaptive_grad_clip`. */
export interface AdaptiveClipping {
  /** The largest norm of a unit's gradient, as a fraction of the norm of its weights. @defaultValue 0.01 */
  clipping?: number | Schedule;
  /** What the norm of a unit's weights counts at least, so that weights of 0 can learn. @defaultValue 0.001 */
  epsilon?: number;
  /** Layers that are left alone, by name or by an expression for the names of variables. The paper leaves out the last. @defaultValue [] */
  exclude?: readonly LayerPattern[];
}
