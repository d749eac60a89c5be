import {checkOptions, required} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link piecewiseConstantDecay}. */
export interface PiecewiseConstantDecayOptions {
  /** Steps after which the next value holds, in rising order; may be fractional. */
  boundaries: readonly number[];
  /** The values, one more than boundaries. */
  values: readonly number[];
}

/**
 * Holds one value up to and including each boundary, then the next.
 *
 * The value is values[number of boundaries below the step]: as in Keras, a boundary's own step still has the old
 * value. {@link multiStepLR} names factors in place of values, and changes at the boundary itself.
 *
 * Keras: `PiecewiseConstantDecay`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = piecewiseConstantDecay({boundaries: [100, 200], values: [0.1, 0.05, 0.01]});
 * rate(100); // 0.1
 * rate(101); // 0.05
 * rate(300); // 0.01
 * ```
 *
 * @see {@link https://keras.io/api/optimizers/learning_rate_schedules/piecewise_constant_decay/ | Keras}
 */
export function piecewiseConstantDecay(options: PiecewiseConstantDecayOptions): Schedule {
  checkOptions('piecewiseConstantDecay', options, {
    boundaries: required({
      must: 'an array of finite numbers in rising order',
      kind: Array.isArray,
      test: (list: number[]) => list.every((one, i) => Number.isFinite(one) && !(one < list[i - 1]!)),
    }),
    values: required({
      must: 'an array of finite numbers >= 0, one more than `boundaries`',
      kind: Array.isArray,
      test: (list: number[]) =>
        list.length === options.boundaries.length + 1 &&
        list.every((one) => Number.isFinite(one) && one >= 0),
    }),
  });
  const boundaries = [...options.boundaries];
  const values = [...options.values];
  return (step) => {
    let piece = 0;
    while (piece < boundaries.length && step > boundaries[piece]!) piece += 1;
    return values[piece]!;
  };
}
