import type {Data} from '../../data/dataOf.js';

/** Half the side of the square that is shown: the points, and some air around them. */
export function windowOf({extent}: Data): number {
  return 1.08 * extent;
}
