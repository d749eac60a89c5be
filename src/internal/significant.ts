/** A number to so many significant digits, without zeros at its end: 0.001, 1e-4, 1.235e6, 0.1235. */
export function significant(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size === 0 || (size >= 0.001 && size < 1e6) || !Number.isFinite(size)) return String(rounded);
  return rounded.toExponential().replace('e+', 'e');
}
