import type {Point} from './Point.js';

/** Two half circles that reach into each other. */
export function moons(index: number, random: () => number): Point {
  const label = index % 2;
  const angle = Math.PI * (random() + label);
  const [x, y] = [Math.cos(angle) + label - 0.5, Math.sin(angle) + label / 2 - 0.25];
  return {x: x / 1.5, y: y / 1.5, label};
}
