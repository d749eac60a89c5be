/** An update of the weights. */
export interface StepRecord {
  /** How many updates have been made, this one included. */
  readonly step: number;
  /** The loss of its batch, before the update. */
  readonly loss: number;
  /** The rate that it was made with. */
  readonly learningRate: number;
  /** The norm of all gradients together, before clipping. */
  readonly gradientNorm: number;
  /** Whether a gradient was changed. */
  readonly clipped: boolean;
}

/** The end of an epoch. */
export interface EpochRecord {
  /** Counted from 1. */
  readonly epoch: number;
  /** How many updates have been made. */
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly valLoss: number;
  readonly valAccuracy: number;
  /** That of the last update. */
  readonly learningRate: number;
}

/** Is told how a training goes. On webgl and webgpu a step is told a few steps later, but in order and before `ended`. */
export interface TrainingListener {
  step(record: StepRecord): void;
  epoch(record: EpochRecord): void;
  /** Comes once, last: 'finished', 'stopped' or 'diverged', or else a line that says what went wrong. */
  ended(reason: string): void;
}
