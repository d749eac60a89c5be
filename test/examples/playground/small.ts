import {defaults} from '../../../examples/playground/settings/defaults';
import type {Settings} from '../../../examples/playground/settings/Settings';
import {Training} from '../../../examples/playground/training/Training';
import type {EpochRecord, StepRecord} from '../../../examples/playground/training/TrainingListener';

/** A training of 3 epochs with 3 updates each. */
export const small: Settings = {...defaults, points: 60, batchSize: 16, layers: 1, width: 4, epochs: 3};

export interface Told {
  readonly steps: StepRecord[];
  readonly epochs: EpochRecord[];
  readonly reasons: string[];
}

/** A training, and what it tells. */
export function watched(
  settings: Partial<Settings> = {},
  onStep?: (record: StepRecord, training: Training) => void,
): {training: Training; told: Told} {
  const told: Told = {steps: [], epochs: [], reasons: []};
  const training = new Training(
    {...small, ...settings},
    {
      step(record) {
        told.steps.push(record);
        onStep?.(record, training);
      },
      epoch: (record) => told.epochs.push(record),
      ended: (reason) => told.reasons.push(reason),
    },
  );
  return {training, told};
}

/** What a training tells that runs from its start to its end. */
export async function toldBy(
  settings: Partial<Settings> = {},
  onStep?: (record: StepRecord, training: Training) => void,
): Promise<Told> {
  const {training, told} = watched(settings, onStep);
  await training.start();
  training.dispose();
  return told;
}
