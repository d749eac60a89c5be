import {checkOptions, nonNegative, oneOf, required} from '../internal/check.js';
import {lerp} from '../internal/lerp.js';
import type {Schedule} from './Schedule.js';

/** A way from one value to another: a line, half a cosine wave, or a square root that is steep at the upper end. */
export type Ramp = 'linear' | 'cosine' | '1-sqrt';

/** Options of {@link warmupStableDecay}. */
export interface WarmupStableDecayOptions {
  /** Value between the warm-up and the decay. */
  peakLearningRate: number;
  /** Number of steps of the warm-up. */
  warmupSteps: number;
  /** Number of steps at the peak. */
  stableSteps: number;
  /** Number of steps of the decay. */
  decaySteps: number;
  /** Value at step 0, and from the end of the decay on. @defaultValue 0 */
  minLearningRate?: number;
  /** The way up. @defaultValue 'linear' */
  warmupType?: Ramp;
  /** The way down. @defaultValue 'cosine' */
  decayType?: Ramp;
}

const ramps: Readonly<Record<Ramp, (t: number) => number>> = {
  linear: (t) => t,
  cosine: (t) => (1 - Math.cos(Math.PI * t)) / 2,
  '1-sqrt': (t) => 1 - Math.sqrt(1 - t),
};

/**
 * Warms up, stays, and decays at the end: so that a training can be made longer while it runs.
 *
 * With r(t) = t, (1 − cos(πt)) / 2 or 1 − √(1 − t), and x = step / warmupSteps in the warm-up, then 1, and the fraction
 * of the decay that is left in the decay, the value is minLearningRate + (peakLearningRate − minLearningRate) · r(x).
 *
 * transformers: `warmup_stable_decay`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = warmupStableDecay({peakLearningRate: 0.1, warmupSteps: 10, stableSteps: 60, decaySteps: 30});
 * rate(5);   // 0.05
 * rate(70);  // 0.1
 * rate(85);  // 0.05
 * rate(110); // 0
 * ```
 *
 * @see {@link https://arxiv.org/abs/2404.06395 | Hu et al., 2024}
 * @see {@link https://arxiv.org/abs/2405.18392 | Hägele et al., 2024}, for 1-sqrt
 */
export function warmupStableDecay(options: WarmupStableDecayOptions): Schedule {
  checkOptions('warmupStableDecay', options, {
    peakLearningRate: required(nonNegative),
    warmupSteps: required(nonNegative),
    stableSteps: required(nonNegative),
    decaySteps: required(nonNegative),
    minLearningRate: nonNegative,
    warmupType: oneOf(...Object.keys(ramps)),
    decayType: oneOf(...Object.keys(ramps)),
  });
  const {peakLearningRate, warmupSteps, stableSteps, decaySteps, minLearningRate = 0} = options;
  const {warmupType = 'linear', decayType = 'cosine'} = options;
  const [rise, fall] = [ramps[warmupType], ramps[decayType]];
  const end = warmupSteps + stableSteps + decaySteps;
  return (step) => {
    if (step < warmupSteps) return lerp(minLearningRate, peakLearningRate, rise(step / warmupSteps));
    if (step >= end) return minLearningRate;
    return lerp(minLearningRate, peakLearningRate, fall(Math.min((end - step) / decaySteps, 1)));
  };
}
