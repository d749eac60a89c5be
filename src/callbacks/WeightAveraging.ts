import type {Variable} from '@tensorflow/tfjs';
import {fromBase64, toBase64} from '../averaging/base64.js';
import {shareOf} from '../averaging/share.js';
import {WeightAverage} from '../averaging/WeightAverage.js';
import {checkOptions, count, flag, oneOf, positiveCount, type Rule} from '../internal/check.js';
import {show} from '../internal/show.js';
import {afterUpdate} from '../optimizers/afterUpdate.js';
import {afterFit} from './afterFit.js';
import {bestKeepers} from './bestKeepers.js';
import {fellows as fellowsIn} from './fellows.js';
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
  /** Undefined when it is counted. */
  epoch: number | undefined;
  /** Whether the batch at hand has had no update that was seen. */
  isUnread: boolean;
  /** Whether it is the last one of its epoch. */
  isLast: boolean;
  /** Whether the fit has come to its end. */
  isOver: boolean;
}

export const momentumRule: Rule = {
  ...positiveCount,
  must: 'a number from 0 to 1',
  test: (value: number) => value >= 0 && value <= 1,
};

/** The same rule, for an option that `swa` does not have. */
const emaOnly = (rule: Rule, isEma: boolean): Rule => ({
  ...rule,
  must: `${rule.must}, and be left out with mode: 'swa'`,
  test: (value: never) => isEma && rule.test!(value),
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
 * the list, and is the only one of its kind: those before it may see the averages at the end of an epoch, those after it
 * see the weights, but for `onBatchEnd` of the last batch before `fitDataset` validates. Those that keep the best epoch of
 * a validation need `swapOnEpoch`; a warning says so.
 *
 * Each fit begins anew. The state holds all that is needed to go on as if training had never stopped, the weights
 * included where the model has the averages. After a fit there is no tensor left. One that threw gives the
 * model its own weights back; the averages are gone, and the state is that before the first fit.
 *
 * Keras: `use_ema`, `ema_momentum` and `ema_overwrite_frequency` of an optimizer; PyTorch: `AveragedModel`;
 * Lightning: `WeightAveraging`, `EMAWeightAveraging`, `StochasticWeightAveraging`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist; at train begin TypeError beside another
 * one, and when the state is of another model or none. Nothing is changed then.
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
  readonly #options: Required<WeightAveragingOptions>;
  #run = start([]);

  constructor(options: WeightAveragingOptions = {}, name = owner) {
    super(name);
    const isEma = options?.mode !== 'swa';
    checkOptions(name, options, {
      mode: oneOf('ema', 'swa'),
      momentum: emaOnly(momentumRule, isEma),
      overwriteFrequency: emaOnly(positiveCount, isEma),
      by: oneOf('step', 'epoch'),
      start: count,
      every: positiveCount,
      swapOnEpoch: flag,
      averageAtEnd: flag,
    });
    const {mode = 'ema', momentum = 0.99, overwriteFrequency = Infinity, every = 1} = options;
    const {by = isEma ? 'step' : 'epoch', start: first = 0} = options;
    const {swapOnEpoch = false, averageAtEnd = true} = options;
    this.#options = {
      ...{mode, momentum, overwriteFrequency, by, start: first, every, swapOnEpoch, averageAtEnd},
    };
  }

  /** How often weights were taken in. */
  get averaged(): number {
    return this.#run.averaged;
  }

  /**
   * Gives the model the averages while a function runs, and then the weights that it had, also when that throws. Before
   * there is an average, the model stays as it is.
   *
   * @returns What the function returns.
   */
  async withAverages<Result>(run: () => Result | Promise<Result>): Promise<Result> {
    return this.#run.average.during(run);
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#checkFellows();
    const weights = this.model.trainableWeights.map((weight) => weight.read() as Variable);
    const run = start(weights);
    const saved = this.takeState();
    if (saved) restore(this.owner, run, saved);
    this.#run.average.dispose();
    this.#run = run;
    const unwatch = afterUpdate(this.model.optimizer, () => this.#updated());
    const end = () => {
      unwatch();
      if (run.isOver) return;
      run.average.giveBack();
      run.average.dispose();
      this.#run = start([]);
    };
    // Before others put their best weights into the model.
    afterFit(this.model, end, 'first');
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#run.average.giveBack();
    const steps = this.#steps;
    if (steps === undefined && this.#validates) {
      this.warnOnce(
        'validation sees the weights, for the length of an epoch is not known. Pass batchesPerEpoch to fitDataset.',
      );
    }
    this.#run.updates ||= epoch * (steps ?? 0);
    this.#run.epoch = epoch;
  }

  override async onBatchBegin(batch: number): Promise<void> {
    this.#run.isUnread = true;
    this.#run.isLast = batch + 1 === this.#steps;
  }

  override async onBatchEnd(batch: number, logs?: object): Promise<void> {
    await super.onBatchEnd(batch, logs);
    if (this.#run.isUnread) this.#updated();
    if (this.#run.isLast) {
      // fit has validated by now, fitDataset is about to.
      if (this.#isFit) this.#run.average.giveBack();
      else if (this.#validates) this.#run.average.lend();
      this.#run.isLast = false;
    }
  }

  override async onEpochEnd(): Promise<void> {
    this.#run.average.giveBack();
    this.#countEpoch();
    if (this.#options.swapOnEpoch) this.#run.average.lend();
  }

  override async onTrainEnd(): Promise<void> {
    const {average} = this.#run;
    this.#run.isOver = true;
    if (this.#options.averageAtEnd) average.lend();
    else average.giveBack();
    await average.putAway();
  }

  #updated(): void {
    const {average, isLast} = this.#run;
    this.#run.isUnread = false;
    if (this.#options.by === 'step') this.#take(this.#run.updates);
    this.#run.updates += 1;
    if (this.#run.updates % this.#options.overwriteFrequency === 0) average.overwrite();
    if (!isLast) return;
    this.#countEpoch();
    if (this.#isFit && this.#validates) average.lend();
  }

  #countEpoch(): void {
    const {epoch} = this.#run;
    if (epoch !== undefined && this.#options.by === 'epoch') this.#take(epoch);
    this.#run.epoch = undefined;
  }

  /** Takes in the weights when it is their turn. */
  #take(index: number): void {
    const {start: first, every} = this.#options;
    if (index < first || (index - first) % every !== 0) return;
    this.#run.average.add(shareOf(this.#options, this.#run.averaged));
    this.#run.averaged += 1;
  }

  #checkFellows(): void {
    const fellows = fellowsIn.get(this.params) ?? [];
    const averagings = fellows.filter((one) => one instanceof WeightAveraging);
    if (averagings.length > 1) {
      const names = averagings.map(({owner: name}) => name).join(' and ');
      throw new TypeError(`${this.owner}: must be the only average in a fit; got ${names}.`);
    }
    const findWeights = this.#options.swapOnEpoch ? fellows.slice(0, fellows.indexOf(this)) : fellows;
    if (findWeights.some((one) => bestKeepers.has(one))) {
      this.warnOnce(
        `validation sees the averages; to keep the best of them write callbacks: [new ${this.owner}({swapOnEpoch: true}), …].`,
      );
    }
  }

  get #steps(): number | undefined {
    return this.params && stepsPerEpoch(this.params);
  }

  get #isFit(): boolean {
    return typeof this.params?.['samples'] === 'number';
  }

  get #validates(): boolean {
    const metrics = this.params?.['metrics'] as readonly string[] | undefined;
    return metrics?.some((name) => name.startsWith('val_')) === true;
  }

  protected override currentState(): WeightAveragingState {
    const {updates, averaged, average: held} = this.#run;
    const [average, weights] = held.values().map((values) => (values ? toBase64(values) : null));
    return {updates, averaged, average, weights} as WeightAveragingState;
  }
}

function start(variables: readonly Variable[]): Run {
  return {
    average: new WeightAverage(variables),
    ...{updates: 0, averaged: 0, epoch: undefined, isUnread: false, isLast: false, isOver: false},
  };
}

function restore(name: string, run: Run, saved: WeightAveragingState): void {
  const {size} = run.average;
  const [average, weights] = [saved.average, saved.weights].map((text) => {
    if (text === null) return undefined;
    const values = fromBase64(text);
    if (values?.length === size) return values;
    throw new TypeError(
      `${name}: \`state\` must be of a model with ${size} trainable weights; got ${show(values?.length ?? text)}.`,
    );
  });
  run.average.restore(average, weights);
  run.updates = saved.updates;
  run.averaged = average ? saved.averaged : 0;
}

/** As tfjs spells it: the same as `new WeightAveraging(options)`. */
export function weightAveraging(options?: WeightAveragingOptions): WeightAveraging {
  return new WeightAveraging(options);
}
