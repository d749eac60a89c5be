import {twoDigits} from '../../internal/twoDigits.js';
import {argmin} from './argmin.js';
import {between} from './between.js';
import {gradient} from './gradient.js';
import {tooFew, type Points, type Suggestion} from './Suggestion.js';

/**
 * The rate at which the loss falls fastest from step to step, without the first ten and the last five points.
 * torch-lr-finder: `plot` (suggest_lr).
 */
export function steepestByStep(
  points: Points,
  {skipStart = 10, skipEnd = 5}: {readonly skipStart?: number; readonly skipEnd?: number} = {},
): Suggestion<'steepestByStep'> {
  const method = 'steepestByStep';
  const [learningRates, losses] = between(points, skipStart, skipEnd);
  if (losses.length < 2) return {learningRate: undefined, method, reason: tooFew(losses.length, 2)};
  const learningRate = learningRates[argmin(gradient(losses))]!;
  return {
    learningRate,
    method,
    reason: `the loss falls fastest from step to step at ${twoDigits(learningRate)}`,
  };
}
