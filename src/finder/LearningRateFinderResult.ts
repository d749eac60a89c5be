import type {CycleRange} from './cycleRange.js';
import type {Recommendation} from './recommend.js';
import type {LossStop} from './stopRule.js';
import type {Suggestions} from './suggestions/suggestions.js';

export type {Suggestion, SuggestionMethod} from './suggestions/Suggestion.js';
export type {Suggestions} from './suggestions/suggestions.js';

/**
 * Why a range test ended: the range was at its end ('end'), a loss ended it ('diverged', 'nan', 'infinite'), it was aborted
 * by a signal ('aborted'), or the training stopped before, by somebody else or for want of data ('stopped').
 */
export type StopReason = LossStop | 'end' | 'aborted' | 'stopped';

/**
 * The curve of a learning-rate range test and what it suggests. Frozen plain data: `structuredClone` copies it, a worker
 * may send it.
 */
export interface LearningRateFinderResult {
  /** The rate of each loss, which is that of each batch unless there is validation data. */
  readonly learningRates: readonly number[];
  /** The losses, the last one too, which may be NaN or infinite. */
  readonly losses: readonly number[];
  /** The smoothed loss after each of them. */
  readonly smoothedLosses: readonly number[];
  /** Why the test ended. */
  readonly stopReason: StopReason;
  /** The step of the last batch, or undefined when there was none. */
  readonly stopStep: number | undefined;
  /** What each method suggests, by its name. */
  readonly suggestions: Suggestions;
  /** One rate, on which methods agree where they do. */
  readonly recommendation: Recommendation;
  /** The ends of a cycle. */
  readonly range: CycleRange;
}
