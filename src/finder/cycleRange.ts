import {twoDigits} from '../internal/twoDigits.js';
import type {Suggestions} from './suggestions/suggestions.js';

/** The ends of a cycle of rates, for `oneCycle` and `cyclicalLearningRate`. */
export interface CycleRange {
  /** Where to begin, or undefined when the curve does not support a range. */
  readonly baseLr: number | undefined;
  /** The highest rate, or undefined when the curve does not support a range. */
  readonly maxLr: number | undefined;
  /** Why this range, or why none: a sentence without its full stop. */
  readonly reason: string;
}

/**
 * From where the loss first falls, or a twenty-fifth of the maximum when it does from the first rate on, to a tenth of
 * where it is lowest.
 */
export function cycleRange({firstFall, minimum}: Suggestions): CycleRange {
  const none = (reason: string): CycleRange => ({baseLr: undefined, maxLr: undefined, reason});
  const maxLr = minimum.learningRate;
  if (maxLr === undefined) return none(minimum.reason);
  const end = `${twoDigits(maxLr)}, a tenth of where it is lowest`;
  const baseLr = firstFall.learningRate ?? maxLr / 25;
  if (baseLr >= maxLr) {
    return none(`the fall is too short: it starts at ${twoDigits(baseLr)}, which is not below ${end}`);
  }
  const begin =
    firstFall.learningRate === undefined ? 'a twenty-fifth of the end' : 'where the loss starts to fall';
  return {baseLr, maxLr, reason: `from ${twoDigits(baseLr)}, ${begin}, to ${end}`};
}
