/** A number as short as people write it: three digits, a power of ten where there would be many zeros. */
export function shortNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const isPlain = size >= 1e-4 && size < 1e6;
  const text = Number(value.toPrecision(digits)).toString();
  return isPlain && !text.includes('e')
    ? text
    : value
        .toExponential(digits - 1)
        .replace(/\.?0+e/, 'e')
        .replace('e+', 'e');
}
