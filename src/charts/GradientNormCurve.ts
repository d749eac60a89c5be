/**
 * What {@link gradientNormChart} draws: readings of epochs, which belong together index by index. What is null or not
 * finite leaves a gap.
 */
export interface GradientNormCurve {
  /** The epoch of each reading. */
  readonly index: readonly number[];
  /** The median of the epoch's norms. */
  readonly median: readonly (number | null)[];
  /** Their 99th percentile. One that is not finite is marked. */
  readonly p99: readonly (number | null)[];
  /** The share of updates that were clipped, from 0 to 1. */
  readonly clipped: readonly (number | null)[];
  /** The number of updates that were left out. */
  readonly skipped: readonly (number | null)[];
  /** The norm that gradients were clipped to. */
  readonly threshold: readonly (number | null)[];
}
