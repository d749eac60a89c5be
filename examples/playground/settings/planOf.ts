import type {Settings} from './Settings.js';

/** How long a training takes. */
export interface Plan {
  /** Points to train with. */
  readonly training: number;
  /** Points to validate with. */
  readonly validation: number;
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
}

/** A fifth of the points is for validation; the last batch of an epoch may be smaller. */
export function planOf({points, batchSize, epochs}: Settings): Plan {
  const validation = Math.round(points / 5);
  const training = points - validation;
  const stepsPerEpoch = Math.ceil(training / batchSize);
  return {training, validation, stepsPerEpoch, totalSteps: stepsPerEpoch * epochs};
}
