/** The smallest number that every backend keeps apart from 0: below it the GPU may flush. */
export const smallest = 2 ** -126;
export const largest = (2 - 2 ** -23) * 2 ** 127;

/** The threshold that the kernels compute with: one out of their range would become 0 or Infinity, and 0 / 0 NaN. */
export function float32(threshold: number): number {
  return Math.fround(Math.min(Math.max(threshold, smallest), largest));
}
