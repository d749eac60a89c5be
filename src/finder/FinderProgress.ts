/** How far a range test has come. */
export interface FinderProgress {
  /** Number of the step whose loss has been read, counted from 0. */
  readonly step: number;
  /** Number of steps of the whole range. */
  readonly steps: number;
  /** The rate of that step. */
  readonly learningRate: number;
  /** Its loss. */
  readonly loss: number;
  /** The loss smoothed. */
  readonly smoothedLoss: number;
  /** How long the rest of the range would take, in seconds; the test may stop before. */
  readonly eta: number;
}
