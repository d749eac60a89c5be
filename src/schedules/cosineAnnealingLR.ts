import {checkOptions, nonNegative, positive, required} from '../internal/check.js';
import {lerp} from '../internal/lerp.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link cosineAnnealingLR}. */
export interface CosineAnnealingLROptions {
  /** Value at step 0. */
  initialLearningRate: number;
  /** Number of steps from the initial value to the lowest, half a period; may be fractional. */
  tMax: number;
  /** The lowest value. @defaultValue 0 */
  etaMin?: number;
}

/**
 * Falls along half a cosine wave and rises along the other half, for ever. {@link cosineDecay} stays down,
 * {@link cosineDecayRestarts} jumps up.
 *
 * With w = (1 + cos(π · step / tMax)) / 2, the value is etaMin + (initialLearningRate − etaMin) · w.
 *
 * PyTorch: `CosineAnnealingLR`; transformers: `cosine` (in `warmup`; with num_cycles c, tMax is the rest of
 * the training / 2c).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = cosineAnnealingLR({initialLearningRate: 0.1, tMax: 50, etaMin: 0.02});
 * rate(0);   // 0.1
 * rate(25);  // 0.06
 * rate(50);  // 0.02
 * rate(100); // 0.1
 * rate(150); // 0.02
 * ```
 *
 * @see {@link https://arxiv.org/abs/1608.03983 | Loshchilov and Hutter, 2017}
 */
export function cosineAnnealingLR(options: CosineAnnealingLROptions): Schedule {
  checkOptions('cosineAnnealingLR', options, {
    initialLearningRate: required(nonNegative),
    tMax: required(positive),
    etaMin: nonNegative,
  });
  const {initialLearningRate, tMax, etaMin = 0} = options;
  const period = 2 * tMax;
  // The cosine of a large number would know less of the place in the period than the remainder does.
  return (step) => lerp(etaMin, initialLearningRate, (1 + Math.cos(((step % period) / tMax) * Math.PI)) / 2);
}
