/** How far a training has come, as plain data. */
export interface TrainingProgress {
  /** The epoch, counted from 0. */
  readonly epoch: number;
  /** Number of the epoch before which the training ends, as `epochs` in `fit`. */
  readonly epochs: number;
  /** Updates made in this epoch. */
  readonly step: number;
  /** Updates in an epoch; undefined in the first one with a data set of unknown size. */
  readonly steps: number | undefined;
  /** Whether the epoch is over. */
  readonly finished: boolean;
  /** The learning rate in force, that of the last update at the end of an epoch; undefined when the optimizer shows none. */
  readonly learningRate: number | undefined;
  /** The metrics: of the epoch when it is over; before, of its latest batch or one shortly before, or none. */
  readonly logs: {readonly [name: string]: number};
  /** Time since the training began, in milliseconds. */
  readonly elapsed: number;
  /** Time that the rest would take at the speed so far, in milliseconds; undefined while there is no telling. */
  readonly remaining: number | undefined;
}
