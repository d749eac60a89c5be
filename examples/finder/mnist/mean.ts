/** The mean of several curves of equal length, point by point. */
export function mean(curves: readonly (readonly number[])[]): number[] {
  return (curves[0] ?? []).map((_, i) => curves.reduce((sum, curve) => sum + curve[i]!, 0) / curves.length);
}
