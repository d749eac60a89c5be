/** How far the loss of a range test falls. */
export interface Fall {
  /** Where the fall begins: the last loss, on the way down, with less than a tenth of the fall behind it. */
  readonly begin: number;
  /** Whether the fall has begun when the test begins. */
  readonly isUnderWay: boolean;
  /** Whether it is more than the noise of the losses makes by chance. */
  readonly isReal: boolean;
}

/**
 * Asks whether the losses of batches fall at all, as a curve must that is to suggest a rate, and from where.
 *
 * Compared are medians of a tenth of the losses, fifty at most, the first one and the lowest one, so that a spike is no
 * fall. The noise sigma of a single loss is read from the second differences, which a trend leaves alone; a fall is real
 * when it is more than 7 sigma / √(the number of losses in a median) and more than a thousandth of the first median.
 */
export function fall(losses: readonly number[]): Fall {
  const width = Math.min(Math.max(Math.floor(losses.length / 10), 1), 50);
  const medians = losses.slice(width - 1).map((_, i) => median(losses.slice(i, i + width)));
  const level = medians[0] ?? NaN;
  const lowest = Math.min(...medians);
  const high = (one: number) => one > level - (level - lowest) / 10;
  const before = medians.slice(0, medians.indexOf(lowest)).map(high).lastIndexOf(true);
  const bends = losses.slice(2).map((loss, i) => Math.abs(loss - 2 * losses[i + 1]! + losses[i]!));
  // Of a normal distribution half lies within 0.6745 sigma; a second difference has the variance 1 + 4 + 1.
  const sigma = median(bends) / 0.6745 / Math.sqrt(6);
  const least = Math.max((7 * sigma) / Math.sqrt(width), Math.abs(level) / 1000);
  return {
    begin: Math.max(before, 0) + Math.floor(width / 2),
    isUnderWay: before <= 0,
    isReal: level - lowest > least,
  };
}

/** The middle value, or the mean of the two middle ones; NaN of none. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
