import type {LayersModel} from '@tensorflow/tfjs';
import {decode} from './decode.js';
import {encode, type Header} from './encode.js';
import {snapshotOf, type Snapshot} from './snapshot.js';
import {seal, type TrainingStateArtifacts} from './TrainingStateArtifacts.js';

/** A snapshot as plain JSON and one ArrayBuffer. */
export async function snapshotToArtifacts({captured}: Snapshot): Promise<TrainingStateArtifacts> {
  return seal(await encode(captured));
}

/** The snapshot of which these are the artifacts, whole, for a model that is built and compiled alike. */
export function snapshotFromArtifacts(model: LayersModel, {json, data}: TrainingStateArtifacts): Snapshot {
  return snapshotOf(decode(model, json as Header, data));
}
