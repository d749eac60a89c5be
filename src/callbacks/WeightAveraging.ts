import type {Variable} from '@tensorflow/tfjs';
import {fromBase64, toBase64} from '../averaging/base64.js';
import {shareOf, type Averaging} from '../averaging/share.js';
import {WeightAverage} from '../averaging/WeightAverage.js';
import {checkOptions, count, flag, oneOf, optional, positiveCount, type Rule} from '../internal/check.js';
import {show} from '../internal/show.js';
import {afterUpdate} from '../optimizers/afterUpdate.js';
import {afterFit} from './afterFit.js';
import {TrainingCallback} from './TrainingCallback.js';
import {stepsPerEpoch} from './trainingPlan.js';

const owner = 'WeightAveraging';

/** Options of {@link WeightAveraging}. */
export interface WeightAveragingOptions {
  /** An exponential moving average (`ema`), or the mean of all weights taken in (`swa`). @defaultValue 'ema' */
  mode?: 'ema' | 'swa';
  /** With `ema`: the share of the average that stays when new weights are taken in, from 0 to 1. @defaultValue 0.99 */
  momentum?: number;
  /** With `ema`: the weights are set to the average after every so many updates. @defaultValue never */
  overwriteFrequency?: number;
  /** Whether weights are taken in after updates or after epochs. @defaultValue 'step' with `ema`, 'epoch' with `swa` */
  by?: 'step' | 'epoch';
  /** The first update or epoch after which weights are taken in, counted from 0. @defaultValue 0 */
  start?: number;
  /** Weights are taken in after every so many updates or epochs. @defaultValue 1 */
  every?: number;
  /** Whether the model has the averages from the end of an epoch to the next, for callbacks that save it. @defaultValue false */
  swapOnEpoch?: boolean;
  /** Whether the model has the averages when the fit is over. @defaultValue true */
  averageAtEnd?: boolean;
}

/** State of {@link WeightAveraging} as JSON. */
export interface WeightAveragingState {
  /** Updates so far. */
  updates: number;
  /** How often weights were taken in. */
  averaged: number;
  /** The averages as float32 in base64, null before the first. */
  average: string | null;
  /** While the model has the averages: the weights that it was trained to. */
  weights: string | null;
}

interface Run {
  average: WeightAverage;
  updates: number;
  averaged: number;
  epoch: number;
  /** Whether the batch at hand has had no update that was seen. */
  isUnread: boolean;
  /** Whether it is the last one of its epoch. */
  isLast: boolean;
  /** Whether the epoch is counted. */
  isCounted: boolean;
  /** Whether the fit has come to its end. */
  isOver: boolean;
  unwatch: () => void;
}

const momentumRule = (mode: unknown): Rule => ({
  must: "a number from 0 to 1, and be left out with mode: 'swa'",
  kind: (value) => typeof value === 'number',
  test: (value: number) => value >= 0 && value <= 1 && mode !== 'swa',
});

/**
 * Trains as ever, and keeps an average of the weights beside them, which often does better than the last weights do.
 *
 * `ema`: average = momentum · average + (1 − momentum) · weights, after each update; the first one is a copy. `swa`:
 * the mean of the weights of all epochs from `start` on. Both take in what is trainable when the fit begins: the
 * statistics of batch normalizations are not averaged. `refreshBatchNorm` computes them anew for the averages after the fit.
 *
 * Validation sees the averages. For that the length of an epoch must be known: to `fitDataset` give `batchesPerEpoch`
 * when the data set does not know its size. At the end of the fit the model has the averages. The callback stands first in
 * the list: those before it may see the averages at the end of an epoch, those after it see the weights.
 *
 * Each fit begins anew. The state holds all that is needed to go on as if training had never stopped, the weights
 * included where the model has the averages. After a fit there is no tensor left. One that threw gives the
 * model its own weights back, and the averages are gone.
 *
 * Keras: `use_ema`, `ema_momentum` and `ema_overwrite_frequency` of an optimizer; PyTorch: `AveragedModel`;
 * Lightning: `WeightAveraging`, `EMAWeightAveraging`, `StochasticWeightAveraging`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const averaging = new WeightAveraging({momentum: 0.9});
 * await model.fit(x, y, {epochs: 5, validationData: [xVal, yVal], callbacks: [averaging]});
 * averaging.averaged; // 5
 * ```
 *
 * @see {@link https://arxiv.org/abs/1803.05407 | Izmailov et al., 2018}
 */
export class WeightAveraging extends TrainingCallback<WeightAveragingState> {
  readonly #options: Required<Omit<WeightAveragingOptions, 'mode' | 'momentum' | 'overwriteFrequency'>>;
  readonly #averaging: Averaging;
  readonly #overwriteFrequency: number | undefined;
  #run = start([]);

  constructor(options: WeightAveragingOptions = {}, name = owner) {
    super(name);
    const isEma = options?.mode !== 'swa';
    checkOptions(name, options, {
      mode: optional(oneOf('ema', 'swa')),
      momentum: optional(momentumRule(options?.mode)),
      overwriteFrequency: optional({
        must: "an integer >= 1, and be left out with mode: 'swa'",
        kind: positiveCount.kind,
        test: (value: never) => positiveCount.test!(value) && isEma,
      }),
      by: optional(oneOf('step', 'epoch')),
      start: optional(count),
      every: optional(positiveCount),
      swapOnEpoch: optional(flag),
      averageAtEnd: optional(flag),
    });
    const {mode = 'ema', momentum = 0.99, by = isEma ? 'step' : 'epoch', start: first = 0} = options;
    const {every = 1, swapOnEpoch = false, averageAtEnd = true} = options;
    this.#averaging = mode === 'swa' ? {mode} : {mode, momentum};
    this.#options = {by, start: first, every, swapOnEpoch, averageAtEnd};
    this.#overwriteFrequency = options.overwriteFrequency;
  }

  /** How often weights were taken in. */
  get averaged(): number {
    return this.#run.averaged;
  }

  /**
   * Gives the model the averages while a function runs, and then its own weights again, also when that throws. Before
   * there is an average, the model stays as it is.
   *
   * @returns What the function returns.
   */
  async withAverages<Result>(run: () => Result | Promise<Result>): Promise<Result> {
    const {average} = this.#run;
    const swaps = average.exists && !average.isIn;
    if (swaps) average.swap();
    try {
      return await run();
    } finally {
      if (swaps) average.swap();
      if (this.#run.isOver) await average.putAway();
    }
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#run.average.dispose();
    const weights = this.model.trainableWeights.map((weight) => weight.read() as Variable);
    const run = start(weights, false);
    const saved = this.takeState();
    if (saved) restore(this.owner, run, saved);
    this.#run = run;
    run.unwatch = afterUpdate(this.model.optimizer, () => this.#updated());
    afterFit(this.model, () => {
      run.unwatch();
      if (run.isOver) return;
      this.#giveBack();
      run.average.dispose();
    });
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    const run = this.#run;
    this.#giveBack();
    const steps = this.params && stepsPerEpoch(this.params);
    if (steps === undefined && this.#validates) {
      this.warnOnce(
        'validation sees the weights and not the averages, because the length of an epoch is not known. ' +
          'Pass batchesPerEpoch to fitDataset.',
      );
    }
    if (run.updates === 0 && steps !== undefined) run.updates = epoch * steps;
    Object.assign(run, {epoch, isCounted: false});
  }

  override async onBatchBegin(batch: number): Promise<void> {
    const run = this.#run;
    run.isUnread = true;
    run.isLast = batch + 1 === (this.params && stepsPerEpoch(this.params));
  }

  override async onBatchEnd(batch: number, logs?: object): Promise<void> {
    await super.onBatchEnd(batch, logs);
    if (this.#run.isUnread) this.#updated();
    if (this.#run.isLast) {
      // fit has validated by now, fitDataset is about to.
      if (this.#isFit) this.#giveBack();
      else if (this.#validates) this.#lend();
      this.#run.isLast = false;
    }
  }

  override async onEpochEnd(): Promise<void> {
    this.#giveBack();
    this.#countEpoch();
    if (this.#options.swapOnEpoch) this.#lend();
  }

  override async onTrainEnd(): Promise<void> {
    const run = this.#run;
    run.isOver = true;
    if (this.#options.averageAtEnd) this.#lend();
    else this.#giveBack();
    await run.average.putAway();
  }

  #updated(): void {
    const run = this.#run;
    run.isUnread = false;
    if (this.#options.by === 'step') this.#take(run.updates);
    run.updates += 1;
    const {average, updates, isLast} = run;
    const frequency = this.#overwriteFrequency;
    if (frequency !== undefined && updates % frequency === 0 && average.exists) average.overwrite();
    if (!isLast) return;
    this.#countEpoch();
    if (this.#isFit && this.#validates) this.#lend();
  }

  #countEpoch(): void {
    const run = this.#run;
    if (run.isCounted) return;
    run.isCounted = true;
    if (this.#options.by === 'epoch') this.#take(run.epoch);
  }

  /** Takes in the weights when it is their turn. */
  #take(index: number): void {
    const {start: first, every} = this.#options;
    if (index < first || (index - first) % every !== 0) return;
    this.#run.average.add(shareOf(this.#averaging, this.#run.averaged));
    this.#run.averaged += 1;
  }

  #lend(): void {
    const {average} = this.#run;
    if (average.exists && !average.isIn) average.swap();
  }

  #giveBack(): void {
    if (this.#run.average.isIn) this.#run.average.swap();
  }

  get #isFit(): boolean {
    return typeof this.params?.['samples'] === 'number';
  }

  get #validates(): boolean {
    const {metrics} = (this.params ?? {}) as {metrics?: readonly string[]};
    return metrics?.some((name) => name.startsWith('val_')) ?? false;
  }

  protected override currentState(): WeightAveragingState {
    const {updates, averaged, average} = this.#run;
    const values = average.values();
    return {
      ...{updates, averaged},
      average: values ? toBase64(values.average) : null,
      weights: values?.weights ? toBase64(values.weights) : null,
    };
  }
}

function start(variables: readonly Variable[], isOver = true): Run {
  return {
    average: new WeightAverage(variables),
    updates: 0,
    averaged: 0,
    epoch: 0,
    isUnread: false,
    isLast: false,
    isCounted: false,
    isOver,
    unwatch: () => {},
  };
}

function restore(name: string, run: Run, saved: WeightAveragingState): void {
  const {updates, averaged, average, weights} = saved;
  if (average !== null) {
    const values = {average: fromBase64(average), ...(weights !== null && {weights: fromBase64(weights)})};
    const {size} = run.average;
    if (values.average.length !== size) {
      throw new TypeError(
        `${name}: \`state\` must be of a model with ${size} trainable weights; got ${show(values.average.length)}.`,
      );
    }
    run.average.restore(values);
  }
  Object.assign(run, {updates, averaged});
}

/** As tfjs spells it: the same as `new WeightAveraging(options)`. */
export function weightAveraging(options?: WeightAveragingOptions): WeightAveraging {
  return new WeightAveraging(options);
}
