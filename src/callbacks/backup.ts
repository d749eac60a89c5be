import type {LayersModel} from '@tensorflow/tfjs';
import {captureTrainingState} from '../state/captureTrainingState.js';
import {trainingStateFromArtifacts} from '../state/trainingStateFromArtifacts.js';
import {checkSeal, type TrainingStateArtifacts} from '../state/TrainingStateArtifacts.js';
import {Generations, type Content} from '../storage/Generations.js';
import {placeOfBackups, type BackupPlace} from '../storage/placeOfBackups.js';
import type {TrainingCallback} from './TrainingCallback.js';

/** The state of a callback, and which one it is: of several with the same name, their order in the list tells. */
export interface CallbackState {
  readonly owner: string;
  readonly state: object;
}

/** What a backup holds beside the numbers of the model. */
export interface Backup {
  /** The epoch that comes next. */
  readonly epoch: number;
  readonly callbacks: readonly CallbackState[];
  readonly model: Omit<TrainingStateArtifacts, 'data'>;
}

export async function backupsAt(place: BackupPlace): Promise<Generations> {
  return new Generations(await placeOfBackups(place), ({json, data}) => checkSeal(artifactsOf(json, data)));
}

/** The training as it is now. */
export async function backupOf(
  model: LayersModel,
  epoch: number,
  callbacks: readonly TrainingCallback[],
): Promise<Content> {
  const states = callbacks.map((callback) => ({owner: ownerOf(callback), state: callback.getState()}));
  const captured = captureTrainingState(model);
  try {
    const {data, ...rest} = await captured.toArtifacts();
    const json: Backup = {epoch, callbacks: states.filter(({state}) => hasState(state)), model: rest};
    return {json, data};
  } finally {
    captured.dispose();
  }
}

/** Makes the model what it was at the backup. */
export function restoreModel(model: LayersModel, {json, data}: Content): void {
  const state = trainingStateFromArtifacts(model, artifactsOf(json, data));
  state.restore();
  state.dispose();
}

/** Gives callbacks the states they had at the backup; says what does not fit. */
export function restoreCallbacks(
  callbacks: readonly TrainingCallback[],
  states: readonly CallbackState[],
): string[] {
  const left = [...states];
  const remarks: string[] = [];
  for (const callback of callbacks) {
    const owner = ownerOf(callback);
    const index = left.findIndex((one) => one.owner === owner);
    if (index >= 0) {
      const [{state}] = left.splice(index, 1) as [CallbackState];
      try {
        callback.setState(state);
      } catch (cause) {
        remarks.push(`the state of ${owner} does not fit, and it begins afresh: ${(cause as Error).message}`);
      }
    } else if (hasState(callback.getState())) {
      remarks.push(`the backup has no state of ${owner}, which begins afresh.`);
    }
  }
  for (const {owner} of left) remarks.push(`the backup has a state of ${owner}, which is not in the list.`);
  return remarks;
}

const artifactsOf = (json: object, data: ArrayBuffer): TrainingStateArtifacts => ({
  ...(json as Backup).model,
  data,
});

const hasState = (state: object): boolean => Object.keys(state).length > 0;

const ownerOf = (callback: TrainingCallback): string => (callback as unknown as {owner: string}).owner;
