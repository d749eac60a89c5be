/** The standard deviation over the last 50 epochs: how much a curve goes up and down once it should not any more. */
export function spread(curve: readonly number[]): number {
  const epochs = curve.slice(-50);
  const mean = epochs.reduce((sum, value) => sum + value, 0) / epochs.length;
  return Math.sqrt(epochs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / epochs.length);
}
