import {twoDigits} from '../../internal/twoDigits.js';
import {argmin} from './argmin.js';
import {tooFew, type Points, type Suggestion} from './Suggestion.js';

/**
 * The rate at which the loss falls fastest over the logarithm of the rate: the left end of the steepest segment.
 * fastai: `steep`.
 */
export function steepest([learningRates, losses]: Points): Suggestion<'steepest'> {
  const method = 'steepest';
  if (losses.length < 2) return {learningRate: undefined, method, reason: tooFew(losses.length, 2)};
  const slopes = losses
    .slice(1)
    .map((loss, i) => (loss - losses[i]!) / (Math.log(learningRates[i + 1]!) - Math.log(learningRates[i]!)));
  const learningRate = learningRates[argmin(slopes)]!;
  return {learningRate, method, reason: `the loss falls fastest at ${twoDigits(learningRate)}`};
}
