import {checkOptions, oneOf, required} from '../internal/check.js';
import type {Schedule} from './Schedule.js';
import {shapes, type Shape} from './Shape.js';

/** Options of {@link piecewiseInterpolate}. */
export interface PiecewiseInterpolateOptions {
  /** Pairs of a step and the value there, one or more, the steps rising; may be fractional. */
  points: readonly (readonly [step: number, value: number])[];
  /** The way from one point to the next; `exponential` needs values above 0. @defaultValue 'linear' */
  shape?: Shape;
}

/**
 * Goes through points: along lines, along half cosine waves, by equal factors, or in steps.
 *
 * With t = the fraction done of the way from (s₀, v₀), the last point not after the step, to (s₁, v₁), the next, the
 * value is v₀ + (v₁ − v₀) · t, or with `cosine` v₀ + (v₁ − v₀) · (1 − cos(πt)) / 2, with `exponential` v₀ · (v₁ / v₀)^t,
 * with `constant` v₀. Before the first point it is the first value, after the last one the last.
 *
 * optax: `piecewise_interpolate_schedule`, `piecewise_constant_schedule` (shape 'constant'; both name factors where
 * here are values), `cosine_onecycle_schedule`, `linear_onecycle_schedule`; PyTorch: `SWALR`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = piecewiseInterpolate({points: [[0, 0.01], [20, 0.1], [60, 0.1], [100, 0]]});
 * rate(10);  // 0.055
 * rate(60);  // 0.1
 * rate(80);  // 0.05
 * rate(110); // 0
 * ```
 */
export function piecewiseInterpolate(options: PiecewiseInterpolateOptions): Schedule {
  const exponential = options?.shape === 'exponential';
  checkOptions('piecewiseInterpolate', options, {
    shape: oneOf(...Object.keys(shapes)),
    points: required({
      must: `pairs [step, value], the steps in rising order, the values ${exponential ? '> 0' : '>= 0'}`,
      kind: (list) => Array.isArray(list) && list.length > 0 && list.every(isPair),
      test: (list: [number, number][]) =>
        list.every(([step, value], i) => {
          const rises = i === 0 || step >= list[i - 1]![0];
          return rises && (exponential ? value > 0 : value >= 0);
        }),
    }),
  });
  const {points, shape = 'linear'} = options;
  const steps = points.map(([step]) => step);
  const values = points.map(([, value]) => value);
  const last = points.length - 1;
  const between = shapes[shape];
  return (step) => {
    if (step < steps[0]!) return values[0]!;
    let from = last;
    while (step < steps[from]!) from -= 1;
    if (from === last) return values[last]!;
    const t = (step - steps[from]!) / (steps[from + 1]! - steps[from]!);
    return between(values[from]!, values[from + 1]!, t);
  };
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
}
