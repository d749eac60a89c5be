import {checkOptions, flag, nonNegative, positive, required} from '../internal/check.js';
import {lerp} from '../internal/lerp.js';
import {raised} from '../internal/raised.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link polynomialDecay}. */
export interface PolynomialDecayOptions {
  /** Value at step 0. */
  initialLearningRate: number;
  /** Number of steps to the final value; may be fractional. */
  decaySteps: number;
  /** Final value; may be above the initial one. @defaultValue 0.0001 */
  endLearningRate?: number;
  /** Exponent of the fraction that is left: 1 is a straight line, 2 falls early, 0.5 late. @defaultValue 1 */
  power?: number;
  /** Exponent of the fraction that is done: above 1 the value falls later, below 1 earlier. @defaultValue 1 */
  kDecay?: number;
  /**
   * Whether to go on after `decaySteps`: each time the end is reached the span is lengthened by `decaySteps` and the
   * value jumps up to the curve of the longer span.
   * @defaultValue false
   */
  cycle?: boolean;
}

/**
 * Goes from one value to another along a power of the fraction of steps that is left, then stays there.
 *
 * With span = decaySteps (with `cycle`, the next multiple of decaySteps), t = min(step / span, 1) and
 * w = (1 − t^kDecay)^power, the value is endLearningRate · (1 − w) + initialLearningRate · w.
 *
 * Keras: `PolynomialDecay`; PyTorch: `PolynomialLR`, `LinearLR`; optax: `polynomial_schedule`, `linear_schedule`; timm:
 * `PolyLRScheduler` (power 0.5 unless given; in `repeat` for its cycles); transformers: `linear`, `polynomial` (in
 * `warmup`); books: the linear decay to τ of Deep Learning, section 8.3.1 (decaySteps: τ).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = polynomialDecay({initialLearningRate: 0.1, decaySteps: 100, endLearningRate: 0.01, power: 2});
 * rate(0);   // 0.1
 * rate(50);  // 0.0325
 * rate(100); // 0.01
 * rate(120); // 0.01
 * ```
 *
 * @see {@link https://keras.io/api/optimizers/learning_rate_schedules/polynomial_decay/ | Keras}
 */
export function polynomialDecay(options: PolynomialDecayOptions): Schedule {
  checkOptions('polynomialDecay', options, {
    initialLearningRate: required(nonNegative),
    decaySteps: required(positive),
    endLearningRate: nonNegative,
    power: positive,
    kDecay: positive,
    cycle: flag,
  });
  const {initialLearningRate, decaySteps, endLearningRate = 0.0001} = options;
  const {power = 1, kDecay = 1, cycle = false} = options;
  return (step) => {
    const span = cycle ? decaySteps * Math.max(1, Math.ceil(step / decaySteps)) : decaySteps;
    const t = Math.min(step / span, 1);
    return lerp(endLearningRate, initialLearningRate, raised(1 - raised(t, kDecay), power));
  };
}
