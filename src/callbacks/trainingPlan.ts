import type {TrainingPlan} from '../schedules/fromPlan.js';

/** What tfjs tells the callbacks of a fit; null, or not there at all, where it does not know. */
export interface FitParams {
  readonly epochs?: number;
  readonly steps?: number | null;
  readonly samples?: number | null;
  readonly batchSize?: number | null;
}

/** The number of updates in an epoch, or undefined for a data set of unknown size. */
export function stepsPerEpoch({steps, samples, batchSize}: FitParams): number | undefined {
  if (typeof steps === 'number') return steps;
  return typeof samples === 'number' && typeof batchSize === 'number'
    ? Math.ceil(samples / batchSize)
    : undefined;
}

/** What a planned schedule is built from; `steps` is the number of updates in an epoch, where it is known. */
export function trainingPlan(
  owner: string,
  params: FitParams,
  steps: number | undefined,
  learningRate: number,
): TrainingPlan {
  const epochs = params.epochs ?? 1;
  const known = (name: string): number => {
    if (steps !== undefined) return steps;
    throw new TypeError(
      `${owner}: \`plan.${name}\` must be known when training begins; got a data set of unknown size. ` +
        `Pass stepsPerEpoch to ${owner}, or batchesPerEpoch to fitDataset.`,
    );
  };
  return Object.freeze({
    epochs,
    learningRate,
    get stepsPerEpoch() {
      return known('stepsPerEpoch');
    },
    get totalSteps() {
      return epochs * known('totalSteps');
    },
  });
}
