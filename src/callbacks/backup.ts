import type {LayersModel} from '@tensorflow/tfjs';
import {captureTrainingState} from '../state/captureTrainingState.js';
import {snapshotFromArtifacts, snapshotToArtifacts} from '../state/snapshotFromArtifacts.js';
import {trainingStateFromArtifacts} from '../state/trainingStateFromArtifacts.js';
import {checkSeal, type TrainingStateArtifacts} from '../state/TrainingStateArtifacts.js';
import {Generations, type Content} from '../storage/Generations.js';
import {placeOfBackups, type BackupPlace} from '../storage/placeOfBackups.js';
import {holdAgain, holdingOf, type Holding} from './holdings.js';
import type {TrainingCallback} from './TrainingCallback.js';

/** A model without its numbers, which are so many bytes of the data of a backup. */
interface Stored extends Omit<TrainingStateArtifacts, 'data'> {
  readonly bytes: number;
}

/** The state of a callback, and which one it is: of several with the same name, their order in the list tells. */
interface CallbackState {
  readonly owner: string;
  readonly state: object;
  /** The models that it held in memory, if any. */
  readonly held?: {readonly models: readonly Stored[]; readonly notes: object};
}

/** What a backup holds beside the numbers: in the data those of the model come first, then those of the models held. */
export interface Backup {
  /** The epoch that comes next. */
  readonly epoch: number;
  readonly callbacks: readonly CallbackState[];
  readonly model: Stored;
}

export function backupsAt(place: BackupPlace): Generations {
  return new Generations(placeOfBackups(place), (content) => artifactsIn(content).forEach(checkSeal));
}

/** The training as it is now. */
export async function backupOf(
  model: LayersModel,
  epoch: number,
  callbacks: readonly TrainingCallback[],
): Promise<Content> {
  const parts: ArrayBuffer[] = [];
  const stored = ({data, ...rest}: TrainingStateArtifacts): Stored => {
    parts.push(data);
    return {...rest, bytes: data.byteLength};
  };
  const captured = captureTrainingState(model);
  try {
    const main = stored(await captured.toArtifacts());
    const states: CallbackState[] = [];
    for (const callback of callbacks) {
      const state = callback.getState();
      if (!hasState(state)) continue;
      const {models = [], notes = {}} = holdingOf(callback) ?? {};
      const held: Stored[] = [];
      for (const one of models) held.push(stored(await snapshotToArtifacts(one)));
      states.push({owner: ownerOf(callback), state, ...(held.length > 0 && {held: {models: held, notes}})});
    }
    const json: Backup = {epoch, callbacks: states, model: main};
    return {json, data: await new Blob(parts).arrayBuffer()};
  } finally {
    captured.dispose();
  }
}

/** Makes the model what it was at the backup. */
export function restoreModel(model: LayersModel, content: Content): void {
  const state = trainingStateFromArtifacts(model, artifactsIn(content)[0]!);
  state.restore();
  state.dispose();
}

/** Gives callbacks the states they had at the backup, and the models they held; says what does not fit. */
export function restoreCallbacks(callbacks: readonly TrainingCallback[], content: Content): string[] {
  const left = statesIn(content);
  const remarks: string[] = [];
  for (const callback of callbacks) {
    const owner = ownerOf(callback);
    const index = left.findIndex((one) => one.owner === owner);
    if (index >= 0) {
      const [{state, holding}] = left.splice(index, 1) as [(typeof left)[number]];
      try {
        callback.setState(state);
        holdAgain(callback, holding);
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

/** The states of the callbacks, each with what makes the snapshots that it held. */
function statesIn(content: Content) {
  const [, ...artifacts] = artifactsIn(content);
  return (content.json as Backup).callbacks.map(({owner, state, held}) => {
    const models = artifacts.splice(0, held?.models.length ?? 0);
    const holding = (model: LayersModel): Holding => ({
      models: models.map((one) => snapshotFromArtifacts(model, one)),
      notes: held!.notes,
    });
    return {owner, state, holding: held && holding};
  });
}

/** The model, and the models that callbacks held, in the order of the data. */
function artifactsIn({json, data}: Content): TrainingStateArtifacts[] {
  const {model, callbacks} = json as Backup;
  let end = 0;
  return [model, ...callbacks.flatMap(({held}) => held?.models ?? [])].map(({bytes, ...rest}) => {
    const begin = end;
    end += bytes;
    return {...rest, data: data.slice(begin, end)};
  });
}

const hasState = (state: object): boolean => Object.keys(state).length > 0;

const ownerOf = (callback: TrainingCallback): string => (callback as unknown as {owner: string}).owner;
