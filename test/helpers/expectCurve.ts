import {expect} from '@jest/globals';
import type {Schedule} from 'tfjs-callbacks';
import {expectClose, isClose} from './expectClose.js';
import type {Tolerance} from './golden.js';

/**
 * Compares a schedule with recorded values. At a step that the peer marks as fragile, a restart that its own rounding
 * moves to one side or the other, the value from either side will do; `end` is the one at the end of a cycle, where
 * the curve is too steep to be read just before it.
 */
export function expectCurve(
  schedule: Schedule,
  steps: readonly number[],
  want: readonly number[],
  tolerance: Tolerance,
  fragile: readonly number[] = [],
  ...end: number[]
): void {
  const got = steps.map((step, i) => {
    if (!fragile.includes(step)) return schedule(step);
    const sides = [...[step, step * (1 - 1e-12), step * (1 + 1e-12)].map(schedule), ...end];
    return sides.find((value) => isClose(value, want[i]!, tolerance)) ?? sides[0];
  });
  expectClose(got, want, tolerance, 'values');
}

/**
 * Compares a schedule with what the peer computes in float32, where that agrees with its own float64: at a few steps,
 * such as the low end of a cosine, it is off by more than the tolerance.
 */
export function expectFloat32Curve(
  schedule: Schedule,
  steps: readonly number[],
  float64: readonly number[],
  float32: readonly number[],
  tolerance: Tolerance,
  fragile: readonly number[] = [],
): void {
  const agreeing = [...steps.keys()].filter((i) => isClose(float64[i]!, float32[i]!, tolerance));
  expect(agreeing.length).toBeGreaterThan(0.9 * steps.length);
  const at = (values: readonly number[]) => agreeing.map((i) => values[i]!);
  expectCurve(schedule, at(steps), at(float32), tolerance, fragile);
}
