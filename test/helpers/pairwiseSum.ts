/** Adds by halves, as NumPy does: the rounding errors of thousands of additions in a row would show. */
export function pairwiseSum(values: readonly number[]): number {
  if (values.length < 8) return values.reduce((sum, value) => sum + value, 0);
  const half = values.length >> 1;
  return pairwiseSum(values.slice(0, half)) + pairwiseSum(values.slice(half));
}
