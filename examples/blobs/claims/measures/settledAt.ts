/** The first epoch, counted from 1, from which on the curve stays within 0.01 of its last value. */
export function settledAt(curve: readonly number[]): number {
  const last = curve.at(-1)!;
  let epoch = curve.length;
  while (epoch > 1 && Math.abs(curve[epoch - 2]! - last) <= 0.01) epoch -= 1;
  return epoch;
}
