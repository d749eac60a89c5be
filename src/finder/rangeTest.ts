import {checkOptions, flag, oneOf, proportion, type Rule} from '../internal/check.js';
import type {Schedule} from '../schedules/Schedule.js';
import {rangeOfRates, rangeRules, type RangeOfRatesOptions} from './rangeOfRates.js';
import {smoothing, type BiasCorrection, type Smoothed} from './smoothing.js';
import {stopRule, type LossStop, type Verdict} from './stopRule.js';

/** Options of {@link rangeTest}. */
export interface RangeTestOptions extends RangeOfRatesOptions {
  /** How much of the average of the losses stays in each step, from 0 (no smoothing) to below 1. @defaultValue 0.98 */
  beta?: number;
  /**
   * What is done about the average of few losses: 'exact' divides by the weight there is (fastai), 'none' begins with
   * the first loss (torch-lr-finder), 'lightning' divides by that of one loss more (Lightning). @defaultValue 'exact'
   */
  biasCorrection?: BiasCorrection;
  /** Stop when the smoothed loss is this many times the best one, \> 1; Infinity: never. @defaultValue 4 */
  stopFactor?: number;
  /** Whether a loss that is NaN or infinite ends the test. @defaultValue true */
  terminateOnNaN?: boolean;
}

/** What a range test knows after some losses. Plain data. */
export interface RangeTestRun {
  readonly smoothed: Smoothed;
  readonly verdict: Verdict;
}

/** A range test without a model: the rates to use, and what to make of the losses. */
export interface RangeTest {
  /** The rate of each step. */
  readonly rate: Schedule;
  /** The state after one more loss; of no state at first. */
  readonly next: (before: RangeTestRun | undefined, loss: number) => RangeTestRun;
}

export const rangeTestRules = (options: RangeTestOptions | undefined) =>
  ({
    ...rangeRules(options),
    beta: proportion,
    biasCorrection: oneOf('exact', 'none', 'lightning'),
    stopFactor: {
      must: 'a number > 1',
      kind: (value) => typeof value === 'number',
      test: (value: number) => value > 1,
    },
    terminateOnNaN: flag,
  }) satisfies Record<keyof RangeTestOptions, Rule>;

/**
 * The range test as pure functions, for a training loop of your own: train step i with `rate(i)`, hand its loss to
 * `next`, and end when the verdict has a reason to stop. Then {@link rangeTestResult} reads the curve.
 *
 * The smoothed loss is an exponential moving average with bias correction. The test ends when that is `stopFactor` times
 * the best one so far, and at the first loss that is NaN or infinite.
 *
 * fastai: `lr_find` (spacing 'open', terminateOnNaN false); torch-lr-finder: `range_test` (biasCorrection 'none', beta
 * 0.95, stopFactor 5, terminateOnNaN false); Lightning: `Tuner.lr_find` (spacing and biasCorrection 'lightning',
 * terminateOnNaN false). On losses below 0 these stop at once; here the limit is as far above the best as for losses
 * above 0.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const test = rangeTest({minLearningRate: 0.001, maxLearningRate: 10, steps: 5, beta: 0.5});
 * test.rate(1); // 0.01
 * const first = test.next(undefined, 1);
 * first.smoothed.value; // 1
 * const second = test.next(first, 16);
 * second.smoothed.value; // 11
 * second.verdict; // {best: 1, stopReason: 'diverged'}
 * ```
 *
 * @see {@link https://arxiv.org/abs/1506.01186 | Smith, 2015}, section 3.3
 */
export function rangeTest(options: RangeTestOptions = {}): RangeTest {
  checkOptions('rangeTest', options, rangeTestRules(options));
  const {beta = 0.98, biasCorrection = 'exact', stopFactor = 4, terminateOnNaN = true, ...range} = options;
  const smooth = smoothing(beta, biasCorrection);
  const judge = stopRule(stopFactor, terminateOnNaN);
  return {
    rate: rangeOfRates(range),
    next: (before, loss) => {
      const smoothed = smooth(before?.smoothed, loss);
      return {smoothed, verdict: judge(before?.verdict, loss, smoothed.value)};
    },
  };
}

export type {BiasCorrection, LossStop, Smoothed, Verdict};
