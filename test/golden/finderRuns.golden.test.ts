import {describe, expect} from '@jest/globals';
import {rangeTest, type RangeTestOptions, type RangeTestRun} from '../../src/finder/rangeTest.js';
import {steepestByRate} from '../../src/finder/suggestions/steepestByRate.js';
import {caseCounts} from '../helpers/caseCounts';
import {expectClose} from '../helpers/expectClose';
import {golden, type GoldenCase} from '../helpers/golden';

const {cases, tolerance} = golden('10b');
const peerOf = ({name}: GoldenCase) => /^[a-z_]+?(?=_\d)/.exec(name)![0];
const counts = caseCounts('10b', cases, peerOf);

/** The peer's arguments as options of ours. None of the three stops at a NaN. */
const optionsOf: Record<string, (args: GoldenCase['args']) => RangeTestOptions> = {
  fastai: (args) => ({
    ...{minLearningRate: args.start_lr, maxLearningRate: args.end_lr, steps: Math.max(args.num_it, 6)},
    ...{spacing: 'open', beta: args.beta, stopFactor: args.stop_div ? 4 : Infinity},
  }),
  torch_lr_finder: (args) => ({
    ...{minLearningRate: args.start_lr, maxLearningRate: args.end_lr, steps: args.num_iter},
    ...{scale: args.step_mode === 'exp' ? 'exponential' : 'linear', biasCorrection: 'none'},
    ...{beta: args.smooth_f === 0 ? 0 : 1 - args.smooth_f, stopFactor: args.diverge_th},
  }),
  lightning: (args) => ({
    ...{minLearningRate: args.min_lr, maxLearningRate: args.max_lr, steps: args.num_training},
    ...{scale: args.mode, spacing: 'lightning', biasCorrection: 'lightning'},
    stopFactor: args.early_stop_threshold ?? Infinity,
  }),
};

/** The rates and smoothed losses up to the stop, and the best smoothed loss. */
function trace(options: RangeTestOptions, rawLosses: readonly number[]) {
  const test = rangeTest({terminateOnNaN: false, ...options});
  const rates: number[] = [];
  const smoothedLosses: number[] = [];
  let run: RangeTestRun | undefined;
  for (const loss of rawLosses.slice(0, options.steps)) {
    rates.push(test.rate(rates.length));
    run = test.next(run, loss);
    smoothedLosses.push(run.smoothed.value);
    if (run.verdict.stopReason) break;
  }
  return {rates, smoothedLosses, verdict: run!.verdict};
}

describe('a range test has the rates, smoothed losses and end of fastai, torch-lr-finder and Lightning', () => {
  counts.held(cases, (one) => {
    const {args, input, expected} = one;
    const options = optionsOf[peerOf(one)]!(args);
    const {rates, smoothedLosses, verdict} = trace(options, input.raw_losses);
    expect(rates).toHaveLength(expected.n_recorded);
    expectClose(rates, expected.lrs, tolerance, 'lrs');
    expectClose(smoothedLosses, expected.smoothed_losses, tolerance, 'smoothed_losses');
    if ('best_loss' in expected) expectClose(verdict.best, expected.best_loss, tolerance, 'best_loss');
    // A run whose last batch diverges has reached its end too, which is what the record calls it.
    if (expected.stop === 'diverged') expect(verdict.stopReason).toBe('diverged');
    if (expected.stop === 'num_it reached') expect(rates).toHaveLength(options.steps!);
    if ('suggestion' in expected) {
      const {learningRate} = steepestByRate([rates, smoothedLosses]);
      expectClose(learningRate, expected.suggestion ?? undefined, tolerance, 'suggestion');
    }
  });

  counts.itHasRunEveryCase();
});
