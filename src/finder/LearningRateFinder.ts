import {type Logs, type Scalar} from '@tensorflow/tfjs';
import {afterFit} from '../callbacks/afterFit.js';
import {claim} from '../callbacks/claim.js';
import {TrainingCallback} from '../callbacks/TrainingCallback.js';
import {stepsPerEpoch} from '../callbacks/trainingPlan.js';
import {checkOptions, positiveCount, type Rule} from '../internal/check.js';
import {setLearningRate} from '../optimizers/setLearningRate.js';
import {checkSoleWriter} from '../optimizers/wrapping.js';
import {captureTrainingState} from '../state/captureTrainingState.js';
import type {TrainingState} from '../state/TrainingState.js';
import type {FinderProgress} from './FinderProgress.js';
import type {LearningRateFinderResult} from './LearningRateFinderResult.js';
import {rangeTestRules, type RangeTestOptions} from './rangeTest.js';
import {Recording} from './Recording.js';
import {validationLoss, type ValidationData} from './validationLoss.js';

const owner = 'LearningRateFinder';

/** Options of {@link LearningRateFinder}. */
export interface LearningRateFinderOptions extends RangeTestOptions {
  /** Number of epochs of the range, in place of `steps`; the number of steps in one must be known. */
  epochs?: number;
  /** Inputs and targets, or a data set of batches, whose loss is taken in place of the batch's own. @defaultValue none */
  validationData?: ValidationData;
  /** With validation data: the loss is computed every so many steps. @defaultValue 1 */
  validationFrequency?: number;
  /** Is called for each loss. */
  onProgress?: (progress: FinderProgress) => void;
  /** Ends the test when it is aborted; the result has what there is until then. */
  signal?: AbortSignal;
}

interface Run {
  readonly before: TrainingState;
  readonly recording: Recording;
  /** The next step. */
  step: number;
}

const aFunction: Rule = {must: 'a function', kind: (value) => typeof value === 'function'};

export const finderRules = (options: LearningRateFinderOptions | undefined) =>
  ({
    ...rangeTestRules(options),
    epochs: {
      must: 'an integer >= 1, and be left out when `steps` is given',
      kind: positiveCount.kind,
      test: (value: never) => positiveCount.test!(value) && options?.steps === undefined,
    },
    validationData: {
      must: 'a pair of inputs and targets, or a data set',
      kind: (value) =>
        Array.isArray(value)
          ? value.length === 2
          : typeof (Object(value) as {iterator?: unknown}).iterator === 'function',
    },
    validationFrequency: {
      must: 'an integer >= 1 and <= `steps`, beside `validationData`',
      kind: positiveCount.kind,
      test: (value: number) =>
        positiveCount.test!(value as never) &&
        options?.validationData !== undefined &&
        (options.epochs !== undefined || value <= (options.steps ?? 100)),
    },
    onProgress: aFunction,
    signal: {
      must: 'an AbortSignal',
      kind: (value) => typeof (Object(value) as AbortSignal).aborted === 'boolean',
    },
  }) satisfies Record<keyof LearningRateFinderOptions, Rule>;

/**
 * Makes of the fit that it is given to a learning-rate range test, and leaves no trace: the rate rises from step to step
 * over the fit's own batches until the range is at its end or the loss diverges; then weights, optimizer and rate are put
 * back, bit for bit. So they are when the fit throws.
 *
 * `findLearningRate` is such a fit with sensible settings. With the callback alone give the fit epochs enough for
 * `steps`; it ends when the test does. The fit's `history` and `stopTraining` are its own.
 *
 * On the backends webgl and webgpu a loss is read while later batches are trained, so that the test may go on for four
 * steps after the one at which it stops; they are not in the result.
 *
 * fastai: `lr_find`; Lightning: `LearningRateFinder`; torch-lr-finder: `LRFinder.range_test`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist; at train begin, when another callback
 * of the fit writes the rate.
 *
 * @example
 * ```ts
 * const finder = new LearningRateFinder({steps: 50});
 * await model.fit(x, y, {epochs: 50, callbacks: finder});
 * finder.result.losses.length > 10; // true
 * getLearningRate(model.optimizer); // 0.1
 * ```
 *
 * @see {@link https://arxiv.org/abs/1506.01186 | Smith, 2015}
 */
export class LearningRateFinder extends TrainingCallback {
  readonly #options: LearningRateFinderOptions;
  #run: Run | undefined;
  #result: LearningRateFinderResult | undefined;

  constructor(options: LearningRateFinderOptions = {}) {
    super(owner);
    checkOptions(owner, options, finderRules(options));
    this.#options = {...options};
  }

  /** What the last fit showed; undefined before its end, and when it threw. */
  get result(): LearningRateFinderResult | undefined {
    return this.#result;
  }

  /** Puts the model back in the midst of a test whose hooks are called by hand. A fit does it at its end, however it ends. */
  restore(): void {
    const {before} = this.#run ?? {};
    this.#run = undefined;
    before?.restore();
    before?.dispose();
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    if (this.params) claim(this.params, 'learningRate', owner);
    checkSoleWriter(owner, this.model.optimizer, 'learningRate');
    this.restore();
    this.#result = undefined;
    const recording = this.#record();
    this.#run = {before: captureTrainingState(this.model), recording, step: 0};
    // Of an error no hook is told.
    afterFit(this.model, () => this.restore());
  }

  override async onBatchBegin(): Promise<void> {
    const {recording, step} = this.#running;
    setLearningRate(this.model.optimizer, recording.rate(step));
  }

  override async onBatchEnd(batch: number, logs: Logs = {}): Promise<void> {
    await super.onBatchEnd(batch, logs);
    const run = this.#running;
    const {recording} = run;
    const {validationData, signal} = this.#options;
    if (recording.wants(run.step)) {
      const own = (): number | Scalar => logs['loss'] as number | Scalar;
      recording.add(run.step, validationData ? await validationLoss(this.model, validationData) : own());
    }
    run.step += 1;
    await recording.read(this.#report);
    if (recording.isOver || run.step >= recording.steps || signal?.aborted) this.model.stopTraining = true;
  }

  override async onTrainEnd(): Promise<void> {
    const {recording, step} = this.#running;
    await recording.read(this.#report, true);
    this.restore();
    const early = this.#options.signal?.aborted ? 'aborted' : 'stopped';
    this.#result = recording.result(step < recording.steps ? early : 'end');
  }

  readonly #report = (progress: FinderProgress): void => this.#options.onProgress?.(progress);

  get #running(): Run {
    if (!this.#run) throw this.unreached('model');
    return this.#run;
  }

  #record(): Recording {
    const {epochs, validationData, validationFrequency = 1, ...others} = this.#options;
    const {onProgress: _report, signal: _signal, ...range} = others;
    const perEpoch = epochs === undefined ? 1 : this.params && stepsPerEpoch(this.params);
    if (perEpoch === undefined) {
      throw new TypeError(
        `${owner}: \`epochs\` must be left out for a data set of unknown size; got ${epochs!}. Pass steps.`,
      );
    }
    const steps = epochs === undefined ? (range.steps ?? 100) : Math.max(epochs * perEpoch, 2);
    return new Recording(range, steps, validationData ? validationFrequency : 1);
  }
}

/** As tfjs spells it: the same as `new LearningRateFinder(options)`. */
export function learningRateFinder(options?: LearningRateFinderOptions): LearningRateFinder {
  return new LearningRateFinder(options);
}
