/** Where the smallest value is, the first one of several; NaN counts as the smallest, as in numpy and PyTorch. */
export function argmin(values: readonly number[]): number {
  const nan = values.findIndex(Number.isNaN);
  if (nan >= 0) return nan;
  return values.reduce((at, value, i) => (value < values[at]! ? i : at), 0);
}
