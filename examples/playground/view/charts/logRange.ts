/** So many powers of ten are seen at most: a rate that ends close to zero would make the rest flat. */
const decades = 4;

/** The ends of a logarithmic axis for values from `low` to `high`: some air, and never a single number. */
export function logRange(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null || !(low > 0)) return [0.001, 1];
  const air = high / low < 3 ? 3 : 1.4;
  return [Math.max(low, high / 10 ** decades) / air, high * air];
}
