import {twoDigits} from '../../internal/twoDigits.js';
import {gradient} from './gradient.js';
import {tooFew, type Points, type Suggestion} from './Suggestion.js';

/** Options of {@link slide}. */
export interface SlideOptions {
  /** Distance of the two points whose slopes are compared. */
  readonly lrDiff?: number;
  /** Difference of slopes that is none. */
  readonly thresh?: number;
  /** What the rate is multiplied by. */
  readonly adjustValue?: number;
}

/**
 * Slides an interval from the right to the left until the slopes at its ends are alike, and takes its left end before
 * that: the last rate before the curve bends. fastai: `slide`.
 */
export function slide([learningRates, losses]: Points, options: SlideOptions = {}): Suggestion<'slide'> {
  const method = 'slide';
  const {lrDiff = 15, thresh = 0.005, adjustValue = 1} = options;
  if (losses.length < lrDiff + 1) {
    return {learningRate: undefined, method, reason: tooFew(losses.length, lrDiff + 1)};
  }
  const slopes = gradient(losses);
  let right = losses.length - 1;
  let left = right - lrDiff;
  let rate = learningRates[left]!;
  while (left >= 0 && Math.abs(slopes[right]! - slopes[left]!) > thresh) {
    rate = learningRates[left]!;
    right -= 1;
    left -= 1;
  }
  const learningRate = rate * adjustValue;
  return {learningRate, method, reason: `seen from the right, the curve stops bending at ${twoDigits(rate)}`};
}
