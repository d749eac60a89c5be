import {twoDigits} from '../../internal/twoDigits.js';
import type {Fall} from '../fall.js';
import type {Suggestion} from './Suggestion.js';

/**
 * The rate at which the loss first starts to fall: the last one, on the way down, with less than a tenth of the whole fall
 * behind it. Beginners' guides begin a cycle there; next to nothing is learned below it.
 */
export function firstFall(
  learningRates: readonly number[],
  {begin, isUnderWay}: Fall,
): Suggestion<'firstFall'> {
  const method = 'firstFall';
  if (isUnderWay) {
    const reason = 'the loss falls from the first rate on: begin the range at a lower one';
    return {learningRate: undefined, method, reason};
  }
  const learningRate = learningRates[begin]!;
  return {learningRate, method, reason: `the loss starts to fall at ${twoDigits(learningRate)}`};
}
