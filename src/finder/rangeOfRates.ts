import {checkOptions, oneOf, positive, type Rule} from '../internal/check.js';
import {lerp} from '../internal/lerp.js';
import type {Schedule} from '../schedules/Schedule.js';

/** Options of {@link rangeOfRates}. */
export interface RangeOfRatesOptions {
  /** Rate of step 0. @defaultValue 1e-7 */
  minLearningRate?: number;
  /** The end of the range, above its begin. @defaultValue 10 */
  maxLearningRate?: number;
  /** Number of steps, an integer \>= 2. @defaultValue 100 */
  steps?: number;
  /** By the same factor in each step, or by the same difference. @defaultValue 'exponential' */
  scale?: 'exponential' | 'linear';
  /**
   * Which part t of the way is done at step i of n. 'closed': i / (n − 1), the last rate is the maximum, as in
   * torch-lr-finder; 'open': i / n, it is never reached, as in fastai; 'lightning': 0, then (i + 1) / n, which leaves out
   * the point 1 / n, as Lightning does. @defaultValue 'closed'
   */
  spacing?: 'closed' | 'open' | 'lightning';
}

const defaultMaximum = 10;

export const rangeRules = (options: RangeOfRatesOptions | undefined) =>
  ({
    minLearningRate: {
      must: `a finite number > 0, and below ${defaultMaximum} unless \`maxLearningRate\` is given`,
      kind: positive.kind,
      test: (value: number) =>
        value > 0 && value < Infinity && (options?.maxLearningRate !== undefined || value < defaultMaximum),
    },
    maxLearningRate: {
      must: 'a finite number above `minLearningRate`',
      kind: positive.kind,
      test: (value: number) => value > (options?.minLearningRate ?? 1e-7) && value < Infinity,
    },
    steps: {
      must: 'an integer >= 2',
      kind: (value) => typeof value === 'number',
      test: (value: number) => Number.isSafeInteger(value) && value >= 2,
    },
    scale: oneOf('exponential', 'linear'),
    spacing: oneOf('closed', 'open', 'lightning'),
  }) satisfies Record<keyof RangeOfRatesOptions, Rule>;

/**
 * Rises from a rate at which nothing is learned to one at which training breaks: the rates of a learning-rate range
 * test.
 *
 * With the part t that `spacing` gives, the rate is minLearningRate · (maxLearningRate / minLearningRate)^t, with
 * `linear` minLearningRate + (maxLearningRate − minLearningRate) · t. After the last step it stays.
 *
 * fastai: `SchedExp` in `LRFinder` (spacing 'open', and never fewer than 6 steps); torch-lr-finder: `ExponentialLR`,
 * `LinearLR`; Lightning: `_ExponentialLR`, `_LinearLR` (spacing 'lightning').
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = rangeOfRates({minLearningRate: 1e-5, maxLearningRate: 1, steps: 6});
 * rate(0); // 0.00001
 * rate(2); // 0.001
 * rate(5); // 1
 * rate(9); // 1
 * ```
 *
 * @see {@link https://arxiv.org/abs/1506.01186 | Smith, 2015}, section 3.3
 */
export function rangeOfRates(options: RangeOfRatesOptions = {}): Schedule {
  checkOptions('rangeOfRates', options, rangeRules(options));
  const {minLearningRate = 1e-7, maxLearningRate = defaultMaximum, steps = 100} = options;
  const {scale = 'exponential', spacing = 'closed'} = options;
  const part = {
    closed: (step: number) => step / (steps - 1),
    open: (step: number) => step / steps,
    lightning: (step: number) => Math.min(2 * step, step + 1) / steps,
  }[spacing];
  return (step) => {
    const t = part(Math.min(step, steps - 1));
    if (scale === 'linear') return lerp(minLearningRate, maxLearningRate, t);
    return minLearningRate ** (1 - t) * maxLearningRate ** t;
  };
}
