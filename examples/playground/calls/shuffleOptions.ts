import type {Settings} from '../settings/Settings.js';

/** Of `seededShuffle`: what the batches are like. */
export function shuffleOptions({batchSize, seed}: Settings): {batchSize?: number; seed: number} {
  return {...(batchSize !== 32 && {batchSize}), seed};
}
