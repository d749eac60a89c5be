import {checkOptions, nonNegative, oneOf, positive, required, type Rules} from '../internal/check.js';
import {lerp} from '../internal/lerp.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link cyclicLR}. */
export interface CyclicLROptions {
  /** Value at the begin and end of each cycle. */
  baseLr: number;
  /** Value at the top of the first cycle; may be below `baseLr`, as a momentum's is. */
  maxLr: number;
  /** Number of steps from the base to the top; may be fractional. @defaultValue 2000 */
  stepSizeUp?: number;
  /** Number of steps from the top to the base. @defaultValue stepSizeUp */
  stepSizeDown?: number;
  /**
   * The height of the triangles: always the same, half of the one before, or gamma^step.
   * @defaultValue 'triangular'
   */
  mode?: 'triangular' | 'triangular2' | 'exp_range';
  /** The factor per step of `exp_range`. @defaultValue 1 */
  gamma?: number;
  /** The height as a function of your own, in place of `mode`. */
  scaleFn?: (x: number) => number;
  /** What `scaleFn` is given: the number of the cycle, counted from 1, or the step. @defaultValue 'cycle' */
  scaleMode?: 'cycle' | 'iterations';
}

export const cyclicRules = {
  baseLr: required(nonNegative),
  maxLr: required(nonNegative),
  stepSizeUp: positive,
  stepSizeDown: positive,
  mode: oneOf('triangular', 'triangular2', 'exp_range'),
  gamma: positive,
  scaleFn: {must: 'a function of the cycle or step', kind: (value) => typeof value === 'function'},
  scaleMode: oneOf('cycle', 'iterations'),
} satisfies Rules<CyclicLROptions>;

/**
 * Goes up and down in straight lines, for ever.
 *
 * With s = the fraction of the way from base to top, from 0 up to 1 and down again, and h = the height (1;
 * 1 / 2^(cycle − 1); gamma^step; or scaleFn), the value is baseLr + (maxLr − baseLr) · s · h.
 *
 * PyTorch: `CyclicLR` (its momentum is the same with base and max exchanged).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = cyclicLR({baseLr: 0.02, maxLr: 0.1, stepSizeUp: 10, stepSizeDown: 30, mode: 'triangular2'});
 * rate(10);  // 0.1
 * rate(25);  // 0.06
 * rate(40);  // 0.02
 * rate(50);  // 0.06
 * rate(120); // 0.02
 * ```
 *
 * @see {@link https://arxiv.org/abs/1506.01186 | Smith, 2015}
 */
export function cyclicLR(options: CyclicLROptions): Schedule {
  checkOptions('cyclicLR', options, cyclicRules);
  const {baseLr, maxLr, stepSizeUp = 2000, stepSizeDown = stepSizeUp} = options;
  const {mode = 'triangular', gamma = 1, scaleFn, scaleMode} = options;
  const total = stepSizeUp + stepSizeDown;
  const exponent = Math.log({triangular: 1, triangular2: 0.5, exp_range: gamma}[mode]);
  const height = (cycle: number, step: number) => {
    if (scaleFn) return scaleFn(scaleMode === 'iterations' ? step : cycle + 1);
    return mode === 'triangular' ? 1 : Math.exp(exponent * (mode === 'exp_range' ? step : cycle));
  };
  return (step) => {
    // A remainder is exact, and a fraction at most 1: else a rounding takes the value beyond the base, below 0.
    const x = step % total;
    const cycle = Math.round((step - x) / total);
    const s = x <= stepSizeUp ? x / stepSizeUp : Math.min((total - x) / stepSizeDown, 1);
    return lerp(baseLr, maxLr, s * height(cycle, step));
  };
}
