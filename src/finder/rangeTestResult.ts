import {check, checkOptions, oneOf, type Rule} from '../internal/check.js';
import {twoDigits} from '../internal/twoDigits.js';
import {cycleRange} from './cycleRange.js';
import {fall} from './fall.js';
import {frozen} from './frozen.js';
import type {LearningRateFinderResult} from './LearningRateFinderResult.js';
import {rangeTest, rangeTestRules, type RangeTestOptions, type RangeTestRun} from './rangeTest.js';
import {recommend} from './recommend.js';
import type {Points} from './suggestions/Suggestion.js';
import {noSuggestions, suggestions} from './suggestions/suggestions.js';

/** Options of {@link rangeTestResult}. */
export interface RangeTestResultOptions extends RangeTestOptions {
  /** Why the list ends, unless a loss is the reason. @defaultValue 'end' */
  stopReason?: 'end' | 'aborted' | 'stopped';
}

const owner = 'rangeTestResult';

const rising: Rule = {
  must: 'an array of finite numbers > 0 in rising order',
  kind: isNumbers,
  test: (rates: number[]) =>
    rates.every((rate, i) => rate > 0 && rate < Infinity && (i === 0 || rate > rates[i - 1]!)),
};

/**
 * Reads the curve of a range test: smooths the losses, ends it where the stopping rule does, and asks every method.
 *
 * fastai's methods look at the points without the first tenth of `steps` and the last five, torch-lr-finder's
 * (`steepestByStep`) without the first ten and the last five, Lightning's (`steepestByRate`) without the first ten and
 * the last. A curve whose losses do not fall by more than their noise supports no suggestion.
 *
 * @param learningRates - The rate of each batch.
 * @param losses - The loss of each batch as it was. Losses after the stopping point are left out of the result.
 * @param options - Those of the test; `steps` says how many batches were to come. Without it their number is taken.
 * @returns A frozen {@link LearningRateFinderResult}.
 * @throws RangeError or TypeError when an argument breaks its rule or an option does not exist.
 *
 * @example
 * ```ts
 * const learningRates = sample(rangeOfRates({minLearningRate: 1e-5, maxLearningRate: 10, steps: 61}), 61);
 * const losses = learningRates.map((rate) => 2 / (1 + 100 * rate) + rate ** 2);
 * const result = rangeTestResult(learningRates, losses, {beta: 0});
 * result.stopReason; // 'diverged'
 * result.stopStep;   // 49
 * result.recommendation.agreeing; // ['belowDivergence', 'steepest', 'minimum']
 * Number(result.recommendation.learningRate.toPrecision(2)); // 0.0079
 * result.suggestions.minimum.reason; // 'the loss is lowest at 0.2; a tenth of that'
 * ```
 *
 * @see {@link https://arxiv.org/abs/1506.01186 | Smith, 2015}, section 3.3
 */
export function rangeTestResult(
  learningRates: readonly number[],
  losses: readonly number[],
  options: RangeTestResultOptions = {},
): LearningRateFinderResult {
  check(owner, 'learningRates', learningRates, rising);
  check(owner, 'losses', losses, {
    must: 'an array of as many numbers as there are rates',
    kind: isNumbers,
    test: (list: number[]) => list.length === learningRates.length,
  });
  checkOptions(owner, options, {
    ...rangeTestRules(options),
    stopReason: oneOf('end', 'aborted', 'stopped'),
  });
  const {stopReason: otherwise = 'end', ...test} = options;

  const runs = runsOf(losses, test);
  const rates = learningRates.slice(0, runs.length);
  const seen = losses.slice(0, runs.length);
  const smoothedLosses = runs.map(({smoothed}) => smoothed.value);
  const lossStop = runs.at(-1)?.verdict.stopReason;

  const broken = seen.findIndex((loss) => !Number.isFinite(loss));
  const finite = broken < 0 ? seen.length : broken;
  const divergedAt = broken >= 0 ? rates[broken] : lossStop && rates.at(-1);
  const points: Points = [rates.slice(0, finite), smoothedLosses.slice(0, finite)];
  const descent = fall(seen.slice(0, finite));
  const refusal = whyNone(rates, seen, finite, descent.isReal);
  const {steps = learningRates.length} = options;
  const all =
    refusal === undefined ? suggestions({points, steps, fall: descent, divergedAt}) : noSuggestions(refusal);
  return frozen({
    ...{learningRates: rates, losses: seen, smoothedLosses},
    ...{stopReason: lossStop ?? otherwise, stopStep: runs.length > 0 ? runs.length - 1 : undefined},
    ...{suggestions: all, recommendation: recommend(all), range: cycleRange(all)},
  });
}

/** The states of the test after each loss, to the one that ends it. */
function runsOf(losses: readonly number[], options: RangeTestOptions): RangeTestRun[] {
  const {next} = rangeTest(options);
  const runs: RangeTestRun[] = [];
  for (const loss of losses) {
    const run = next(runs.at(-1), loss);
    runs.push(run);
    if (run.verdict.stopReason) break;
  }
  return runs;
}

/** Why the curve supports no suggestion at all, or undefined when it does. */
function whyNone(
  rates: readonly number[],
  losses: readonly number[],
  finite: number,
  falls: boolean,
): string | undefined {
  if (losses.length === 0) return 'no loss was recorded';
  if (finite === 0) {
    return `the first loss is ${losses[0]!}, before any update; look at the data and the model, not at the rate`;
  }
  if (finite < 3) return `needs 3 finite losses; there ${finite === 1 ? 'is 1' : 'are 2'}`;
  const span = `from ${twoDigits(rates[0]!)} to ${twoDigits(rates[finite - 1]!)}`;
  return falls ? undefined : `the loss does not fall by more than its noise ${span}`;
}

function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'number');
}
