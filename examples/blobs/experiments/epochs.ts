/** The epochs of a curve, counted from 1. */
export function epochs(curve: readonly number[]): number[] {
  return curve.map((_, epoch) => epoch + 1);
}
