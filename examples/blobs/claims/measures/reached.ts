import {level} from './level.js';

/** The highest level within the first epochs. */
export function reached(curve: readonly number[], epochs = curve.length): number {
  let best = -Infinity;
  for (let epoch = 10; epoch <= epochs; epoch++) best = Math.max(best, level(curve, epoch));
  return best;
}
