import {twoDigits} from '../../internal/twoDigits.js';
import {argmin} from './argmin.js';
import {tooFew, type Points, type Suggestion} from './Suggestion.js';

/** A tenth of the rate with the lowest loss. fastai: `minimum`. */
export function minimum([learningRates, losses]: Points): Suggestion<'minimum'> {
  const method = 'minimum';
  if (losses.length < 1) return {learningRate: undefined, method, reason: tooFew(0, 1)};
  const lowest = learningRates[argmin(losses)]!;
  return {
    learningRate: lowest / 10,
    method,
    reason: `the loss is lowest at ${twoDigits(lowest)}; a tenth of that`,
  };
}
