/** The mean of the ten epochs up to epoch `until`: where a curve stands, without its noise. */
export function level(curve: readonly number[], until = curve.length): number {
  const epochs = curve.slice(Math.max(until - 10, 0), until);
  return epochs.reduce((sum, value) => sum + value, 0) / epochs.length;
}
