import {checkOptions, nonNegative, positive, required} from '../internal/check.js';
import {lerp} from '../internal/lerp.js';
import {raised} from '../internal/raised.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link cosineDecay}. */
export interface CosineDecayOptions {
  /** Value at step 0. */
  initialLearningRate: number;
  /** Number of steps of the fall, those of the warm-up not counted; may be fractional. */
  decaySteps: number;
  /** Final value, as a fraction of the one at the begin of the fall. @defaultValue 0 */
  alpha?: number;
  /** Value at the end of a linear warm-up, where the fall begins. @defaultValue no warm-up */
  warmupTarget?: number;
  /** Number of steps of the warm-up; without `warmupTarget` it means nothing. @defaultValue 0 */
  warmupSteps?: number;
  /** Power of the cosine term: above 1 the value falls earlier, below 1 later. @defaultValue 1 */
  exponent?: number;
  /** Power of the fraction of steps done: above 1 the value falls later, below 1 earlier. @defaultValue 1 */
  kDecay?: number;
}

/**
 * Falls along half a cosine wave, then stays there.
 *
 * With t = min(step / decaySteps, 1) and w = ((1 + cos(π · t^kDecay)) / 2)^exponent, the value is
 * initialLearningRate · (alpha + (1 − alpha) · w). With `warmupTarget` it first rises in a line from
 * initialLearningRate to the target, in `warmupSteps`, and falls from there.
 *
 * Keras: `CosineDecay`; optax: `cosine_decay_schedule`, `warmup_cosine_decay_schedule` (its decay_steps count the
 * warm-up); timm: `CosineLRScheduler` (in `repeat` for its cycles); transformers: `cosine` (in `warmup`; it stays at its
 * end), `cosine_with_min_lr` (in `warmup`).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = cosineDecay({initialLearningRate: 0.1, decaySteps: 100});
 * rate(0);   // 0.1
 * rate(50);  // 0.05
 * rate(120); // 0
 * ```
 *
 * @see {@link https://arxiv.org/abs/1608.03983 | Loshchilov and Hutter, 2017}
 * @see {@link https://arxiv.org/abs/2004.05909 | Zhang and Li, 2020}, for kDecay
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  checkOptions('cosineDecay', options, {
    initialLearningRate: required(nonNegative),
    decaySteps: required(positive),
    alpha: nonNegative,
    warmupTarget: nonNegative,
    warmupSteps: nonNegative,
    exponent: positive,
    kDecay: positive,
  });
  const {initialLearningRate, decaySteps, alpha = 0, warmupTarget, exponent = 1, kDecay = 1} = options;
  const top = warmupTarget ?? initialLearningRate;
  const begin = warmupTarget === undefined ? 0 : (options.warmupSteps ?? 0);
  const end = alpha * top;
  return (step) => {
    if (step < begin) return lerp(initialLearningRate, top, step / begin);
    const t = Math.min((step - begin) / decaySteps, 1);
    const w = (1 + Math.cos(Math.PI * raised(t, kDecay))) / 2;
    return lerp(end, top, raised(w, exponent));
  };
}
