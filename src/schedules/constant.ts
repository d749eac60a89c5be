import {check, nonNegative} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/**
 * The same at every step.
 *
 * The value is `value`.
 *
 * optax: `constant_schedule`; transformers: `constant`.
 *
 * @param value - The value, finite and \>= 0.
 * @throws RangeError or TypeError when `value` is anything else.
 *
 * @example
 * ```ts
 * const rate = constant(0.01);
 * rate(0);   // 0.01
 * rate(100); // 0.01
 * ```
 */
export function constant(value: number): Schedule {
  check('constant', 'value', value, nonNegative);
  return () => value;
}
