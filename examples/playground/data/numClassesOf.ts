import type {Settings} from '../settings/Settings.js';

const numbers = {blobs: 3, moons: 2, spirals: 3, xor: 2};

/** How many classes the data of the settings have. */
export function numClassesOf({data}: Settings): number {
  return numbers[data];
}
