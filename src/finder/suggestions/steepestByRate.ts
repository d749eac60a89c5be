import {twoDigits} from '../../internal/twoDigits.js';
import {argmin} from './argmin.js';
import {between} from './between.js';
import {gradient} from './gradient.js';
import {tooFew, type Points, type Suggestion} from './Suggestion.js';

/**
 * The rate at which the loss falls fastest over the rate itself, not its logarithm, which favours low rates; without the
 * first ten points, the last one and those that are not finite. Lightning: `suggestion`.
 */
export function steepestByRate(
  points: Points,
  {skipBegin = 10, skipEnd = 1}: {readonly skipBegin?: number; readonly skipEnd?: number} = {},
): Suggestion<'steepestByRate'> {
  const method = 'steepestByRate';
  const [all, allLosses] = between(points, skipBegin, skipEnd);
  const learningRates = all.filter((_, i) => Number.isFinite(allLosses[i]));
  const losses = allLosses.filter(Number.isFinite);
  if (losses.length < 2) return {learningRate: undefined, method, reason: tooFew(losses.length, 2)};
  const learningRate = learningRates[argmin(gradient(losses, learningRates))]!;
  return {
    learningRate,
    method,
    reason: `the loss falls fastest over the rate itself at ${twoDigits(learningRate)}`,
  };
}
