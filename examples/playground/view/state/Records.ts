import type {EpochRecord, StepRecord} from '../../training/TrainingListener.js';

/** What a training has told so far, in columns. */
export class Records {
  readonly steps: number[] = [];
  readonly losses: number[] = [];
  readonly learningRates: number[] = [];
  readonly gradientNorms: number[] = [];
  /** The steps whose gradients were clipped, and how large they were. */
  readonly clippedSteps: number[] = [];
  readonly clippedNorms: number[] = [];
  readonly epochs: EpochRecord[] = [];

  addStep({step, loss, learningRate, gradientNorm, clipped}: StepRecord): void {
    this.steps.push(step);
    this.losses.push(loss);
    this.learningRates.push(learningRate);
    this.gradientNorms.push(gradientNorm);
    if (!clipped) return;
    this.clippedSteps.push(step);
    this.clippedNorms.push(gradientNorm);
  }

  /** Whether the network is worse than it was: it would be better not to have trained it. */
  get isWorse(): boolean {
    return (this.epochs.at(-1)?.valLoss ?? 0) > 1.5 * (this.losses[0] ?? Infinity);
  }

  addEpoch(record: EpochRecord): void {
    this.epochs.push(record);
  }
}
