import {
  check,
  checkOptions,
  flag,
  nonNegative,
  oneOf,
  positive,
  required,
  schedule as isSchedule,
} from '../internal/check.js';
import type {Schedule} from './Schedule.js';
import {shapes, type Shape} from './Shape.js';

/** Options of {@link warmup}. */
export interface WarmupOptions {
  /** Number of steps before the schedule is reached; may be fractional, 0 is none. */
  steps: number;
  /** Value at step 0. @defaultValue 0 */
  from?: number;
  /** Value to which the warm-up goes. @defaultValue the schedule's where the warm-up ends, so that nothing jumps */
  to?: number;
  /** The way there; `exponential` needs `from` and `to` above 0. @defaultValue 'linear' */
  shape?: Shape;
  /** Whether the schedule begins when the warm-up ends; else it has gone on meanwhile. @defaultValue true */
  prefix?: boolean;
}

/**
 * Rises (or falls) to a schedule in so many steps, then follows it.
 *
 * With t = step / steps, the value is from + (to − from) · t while t \< 1, or with `cosine`
 * from + (to − from) · (1 − cos(πt)) / 2, with `exponential` from · (to / from)^t; then it is the schedule's.
 *
 * optax: `warmup_constant_schedule`, `warmup_exponential_decay_schedule`; PyTorch: `ConstantLR` (shape 'constant'); timm:
 * `warmup_t`, `warmup_lr_init`, `warmup_prefix`; transformers: `constant_with_warmup`, `num_warmup_steps` (of all others).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = warmup(cosineDecay({initialLearningRate: 0.1, decaySteps: 90}), {steps: 10});
 * rate(0);   // 0
 * rate(5);   // 0.05
 * rate(10);  // 0.1
 * rate(55);  // 0.05
 * rate(100); // 0
 * ```
 *
 * @see {@link https://arxiv.org/abs/1706.02677 | Goyal et al., 2017}
 */
export function warmup(schedule: Schedule, options: WarmupOptions): Schedule {
  check('warmup', 'schedule', schedule, isSchedule);
  const end = options?.shape === 'exponential' ? positive : nonNegative;
  checkOptions('warmup', options, {
    steps: required(nonNegative),
    from: end,
    to: end,
    shape: oneOf(...Object.keys(shapes)),
    prefix: flag,
  });
  const {steps, shape = 'linear', prefix = true} = options;
  const {from = 0, to = schedule(prefix ? 0 : steps)} = options;
  check('warmup', 'from', from, end);
  check('warmup', 'to', to, end);
  const between = shapes[shape];
  return (step) => {
    if (step < steps) return between(from, to, step / steps);
    return schedule(prefix ? step - steps : step);
  };
}
