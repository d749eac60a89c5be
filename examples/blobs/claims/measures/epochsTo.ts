import {level} from './level.js';

/** The first epoch, counted from 1, at which the level is at `goal`; one more than there are when it never is. */
export function epochsTo(curve: readonly number[], goal: number): number {
  for (let epoch = 10; epoch <= curve.length; epoch++) {
    if (level(curve, epoch) >= goal) return epoch;
  }
  return curve.length + 1;
}
