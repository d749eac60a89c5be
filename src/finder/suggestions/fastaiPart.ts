import {between} from './between.js';
import type {Points} from './Suggestion.js';

/** The points that fastai's `lr_find` looks at: without a tenth of the steps asked for and the last five, up to a NaN. */
export function fastaiPart(points: Points, steps: number): Points {
  const [learningRates, losses] = between(points, Math.floor(steps / 10), 5);
  const nan = losses.findIndex(Number.isNaN);
  return nan < 0 ? [learningRates, losses] : [learningRates.slice(0, nan), losses.slice(0, nan)];
}
