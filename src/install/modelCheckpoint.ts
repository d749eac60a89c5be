import {
  modelCheckpoint as fromOptions,
  type ModelCheckpoint,
  type ModelCheckpointOptions,
} from '../callbacks/ModelCheckpoint.js';

/** Also takes the path in front, as Keras does. */
export function modelCheckpoint(
  filepath: string | ModelCheckpointOptions,
  options?: Omit<ModelCheckpointOptions, 'filepath'>,
): ModelCheckpoint {
  return fromOptions(typeof filepath === 'string' ? {...options, filepath} : filepath);
}
