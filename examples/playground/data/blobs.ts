import type {Point} from './Point.js';

/** Three heaps in a triangle; the larger the noise, the more they overlap. */
export function blobs(index: number): Point {
  const label = index % 3;
  const angle = Math.PI / 2 + (label * 2 * Math.PI) / 3;
  return {x: 0.6 * Math.cos(angle), y: 0.6 * Math.sin(angle), label};
}
