import type {Point} from './Point.js';

/** Three arms that turn once around the middle. */
export function spirals(index: number, random: () => number): Point {
  const label = index % 3;
  const radius = random();
  const angle = 2 * Math.PI * (radius + label / 3);
  return {x: radius * Math.cos(angle), y: radius * Math.sin(angle), label};
}
