import {train, type Optimizer} from '@tensorflow/tfjs';
import type {ClipGradientsOptions} from 'tfjs-callbacks';

/** What the trainings are made with, and their names in the report. */
export const optimizers = {
  'SGD with momentum': () => train.momentum(0.01, 0.9),
  Adam: () => train.adam(0.003),
} satisfies Record<string, () => Optimizer>;

/** The network's, which has five gradients. */
export const parameters = 1153;
export const gradients = 5;

/**
 * Whatever way they clip, `globalNorm`, `norm` and `value` let all gradients together have a norm of 1 at most; `adaptive`,
 * which knows no such thing, is as it comes.
 */
export const clippings = {
  globalNorm: {globalNorm: 1},
  norm: {norm: 1 / Math.sqrt(gradients)},
  value: {value: 1 / Math.sqrt(parameters)},
  adaptive: {adaptive: {clipping: 0.01}},
  // Above all that float32 can hold but infinity: it counts the norms, and leaves the gradients alone.
  none: {globalNorm: 3.4e38},
} satisfies Record<string, ClipGradientsOptions>;

export type OptimizerName = keyof typeof optimizers;
export type ClippingName = keyof typeof clippings;
export const optimizerNames = Object.keys(optimizers) as OptimizerName[];
export const clippingNames = Object.keys(clippings) as ClippingName[];
