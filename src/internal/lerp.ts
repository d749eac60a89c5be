/** Linear interpolation with exact ends: `a` at t = 0, `b` at t = 1. */
export function lerp(a: number, b: number, t: number): number {
  return a * (1 - t) + b * t;
}
