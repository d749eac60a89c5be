import {twoDigits} from '../../internal/twoDigits.js';
import {tooFew, type Points, type Suggestion} from './Suggestion.js';

/**
 * Half way down the longest fall: of the longest subsequence of falling losses, about the middle of the stretch that has
 * its length and its end. fastai: `valley`, its default.
 */
export function valley([learningRates, losses]: Points): Suggestion<'valley'> {
  const method = 'valley';
  if (losses.length < 1) return {learningRate: undefined, method, reason: tooFew(0, 1)};
  const lengths: number[] = [];
  let end = 0;
  for (const [i, loss] of losses.entries()) {
    let longest = 0;
    for (let j = 0; j < i; j += 1) if (loss < losses[j]! && lengths[j]! > longest) longest = lengths[j]!;
    lengths.push(longest + 1);
    if (longest + 1 > lengths[end]!) end = i;
  }
  // fastai counts from one point before the stretch where something falls, and from the point itself where nothing does.
  const start = end === 0 ? 0 : end - lengths[end]!;
  const third = (end - start) / 3;
  const learningRate = learningRates.at(start + Math.floor(third) + Math.floor(third / 2))!;
  const steps = lengths[end]!;
  return {
    learningRate,
    method,
    reason: `about half way down the longest fall, of ${steps} points, lies ${twoDigits(learningRate)}`,
  };
}
