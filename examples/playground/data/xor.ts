import type {Point} from './Point.js';

/** A square of which the quarters that meet only in the middle belong together. */
export function xor(index: number, random: () => number): Point {
  const label = index % 2;
  const x = 2 * random() - 1;
  const sameSign = label === 0;
  return {x, y: x < 0 === sameSign ? -random() : random(), label};
}
