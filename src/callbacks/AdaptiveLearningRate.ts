import type {Logs} from '@tensorflow/tfjs';
import {
  checkOptions,
  count,
  finite,
  fraction,
  growth,
  nonNegative,
  onOff,
  oneOf,
  positive,
  positiveCount,
  text,
} from '../internal/check.js';
import {direction, objective, type Objective} from '../internal/objective.js';
import {rateOf, restoreScale, writeScaled, type Rate} from '../optimizers/rate.js';
import {logRate} from './logRate.js';
import {TrainingCallback} from './TrainingCallback.js';

const owner = 'AdaptiveLearningRate';

/** Options of {@link AdaptiveLearningRate}. */
export interface AdaptiveLearningRateOptions {
  /** The metric to watch; `accuracy` and `acc` mean the same. @defaultValue 'val_loss' */
  monitor?: string;
  /** What the rate is multiplied by when there is no progress, strictly between 0 and 1. @defaultValue 0.5 */
  factor?: number;
  /** What the rate is multiplied by while there is progress; 1 never raises it. @defaultValue 1.05 */
  raiseFactor?: number;
  /** Number of epochs in a row without improvement after which the rate is lowered. @defaultValue 1 */
  patience?: number;
  /** Number of epochs in a row with an improvement after which the rate is raised. @defaultValue 1 */
  raisePatience?: number;
  /** What an epoch must improve on: the best one, or the one before it. @defaultValue 'best' */
  comparedWith?: 'best' | 'previous';
  /** Whether less (`min`) or more (`max`) is better; `auto` knows the common metrics. @defaultValue 'auto' */
  mode?: 'auto' | 'min' | 'max';
  /** The change that must be exceeded to count as improvement; its sign does not matter. @defaultValue 0 */
  minDelta?: number;
  /** Whether `minDelta` is a difference (`abs`) or a fraction of what is compared with (`rel`). @defaultValue 'abs' */
  thresholdMode?: 'abs' | 'rel';
  /** Number of epochs whose mean is looked at in place of the last value. @defaultValue 1 */
  window?: number;
  /** Number of epochs that are sat out after the rate was lowered: neither good nor bad. @defaultValue 0 */
  cooldown?: number;
  /** Number of epochs that are sat out after the rate was raised. @defaultValue 0 */
  warmup?: number;
  /** The rate below which it is not lowered. @defaultValue 0 */
  minLr?: number;
  /** The rate above which it is not raised. @defaultValue none */
  maxLr?: number;
  /**
   * How often in a row the rate may find itself at `minLr` when it is to be lowered: then all begins anew, with the rate
   * that training began with.
   * @defaultValue none: it stays there until there is progress
   */
  resetAfter?: number;
  /** Whether to print a line at each change. @defaultValue false */
  verbose?: boolean | 0 | 1;
}

/** State of {@link AdaptiveLearningRate} as JSON. */
export interface AdaptiveLearningRateState {
  /** What the next value is compared with, null before there was one; an infinite one as text, because JSON has none. */
  reference: number | string | null;
  /** Epochs in a row with an improvement, and without. */
  good: number;
  bad: number;
  /** Epochs still to be sat out. */
  rest: number;
  /** How often in a row the rate was to be lowered at `minLr`. */
  floored: number;
  /** The values whose mean is looked at. */
  recent: number[];
  /** The scale of the rate when training began, null before the first fit. */
  scale: number | null;
  /** The optimizer's rate, null before the first fit. */
  rate: Rate | null;
}

interface Run extends Omit<AdaptiveLearningRateState, 'reference' | 'rate'> {
  reference: number | null;
}

/**
 * Lowers the learning rate when a metric does not improve, and raises it again while it does.
 *
 * An epoch improves when it is better than the best one (or the one before it) by more than `minDelta`. After `patience`
 * epochs in a row that do not, the rate becomes max(rate · factor, minLr); after `raisePatience` that do,
 * min(rate · raiseFactor, maxLr). NaN is never an improvement, and no value that is not finite enters the mean of `window`.
 * A schedule beside it keeps its shape: what is changed is a scale, as with {@link ReduceLROnPlateau}.
 *
 * Two settings have names: the rule that textbooks call the bold driver, here without taking the last step back, and
 * GreedyLR of transformers, which counts its patience one less.
 *
 * Logs the rate of the epoch, before its change, as `learning_rate`.
 *
 * transformers: `GreedyLR`; MATLAB: `traingda`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist, and when `mode` is `auto` for a
 * metric whose direction is not known.
 *
 * @example
 * The bold driver, by the defaults 5 % more while the loss falls and half of it when it rises:
 * ```ts
 * model.compile({optimizer: tf.train.sgd(0.01), loss: 'meanSquaredError'});
 * const adaptive = new AdaptiveLearningRate({monitor: 'loss', comparedWith: 'previous', maxLr: 0.5});
 * const {history} = await model.fit(x, y, {epochs: 5, callbacks: adaptive});
 * history['learning_rate'][1] / history['learning_rate'][0]; // 1.05
 * ```
 *
 * @example
 * GreedyLR with its `factor` and `patience`:
 * ```ts
 * const greedyLR = ({factor = 0.95, patience = 10}) =>
 *   new AdaptiveLearningRate({
 *     ...{factor, raiseFactor: 1 / factor, patience: patience + 1, raisePatience: patience + 1},
 *     ...{monitor: 'loss', minDelta: 1e-6, minLr: 0.001, maxLr: 1, resetAfter: 500},
 *   });
 * await model.fit(x, y, {epochs: 5, callbacks: greedyLR({patience: 1})});
 * ```
 *
 * @see {@link https://doi.org/10.1007/BF00332914 | Vogl and others, Accelerating the convergence of the back-propagation
 * method (1988)}
 * @see {@link https://arxiv.org/abs/2512.14527 | GreedyLR}
 */
export class AdaptiveLearningRate extends TrainingCallback<AdaptiveLearningRateState> {
  readonly #options: AdaptiveLearningRateOptions & {readonly monitor: string};
  readonly #improves: Objective;
  #run = start();

  constructor(options: AdaptiveLearningRateOptions = {}) {
    super(owner);
    checkOptions(owner, options, {
      monitor: text,
      factor: fraction,
      raiseFactor: growth,
      patience: positiveCount,
      raisePatience: positiveCount,
      comparedWith: oneOf('best', 'previous'),
      mode: oneOf('auto', 'min', 'max'),
      minDelta: finite,
      thresholdMode: oneOf('abs', 'rel'),
      window: positiveCount,
      cooldown: count,
      warmup: count,
      minLr: nonNegative,
      maxLr: positive,
      resetAfter: positiveCount,
      verbose: onOff,
    });
    const {monitor = 'val_loss', mode = 'auto', minDelta = 0, thresholdMode} = options;
    this.#options = {...options, monitor};
    this.#improves = objective({
      direction: direction(owner, monitor, mode),
      minDelta: Math.abs(minDelta),
      thresholdMode,
    });
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    const {optimizer} = this.model;
    const saved = this.takeState();
    this.#run = start(saved);
    if (saved?.rate) restoreScale(owner, optimizer, saved.rate);
    this.#run.scale ??= rateOf(owner, optimizer).scale;
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    const {monitor, patience = 1, raisePatience = 1, cooldown = 0, warmup = 0} = this.#options;
    const value = await this.metric(monitor, logs);
    logRate(logs, rateOf(owner, this.model.optimizer).inForce);
    if (value === undefined) return;

    const run = this.#run;
    this.#count(this.#smoothed(value));
    if (run.good >= raisePatience) {
      run.good = 0;
      run.rest = warmup;
      this.#raise(epoch);
    } else if (run.bad >= patience) {
      run.bad = 0;
      run.rest = cooldown;
      this.#lower(epoch);
    }
  }

  /** The mean of the last values; one that is not finite stands for itself. */
  #smoothed(value: number): number {
    const {window = 1} = this.#options;
    if (window === 1 || !Number.isFinite(value)) return value;
    const recent = [...this.#run.recent, value].slice(-window);
    this.#run.recent = recent;
    return recent.reduce((sum, one) => sum + one, 0) / recent.length;
  }

  /** Counts an epoch as good or bad, unless it is sat out. */
  #count(value: number): void {
    const run = this.#run;
    const comparesWithBest = this.#options.comparedWith !== 'previous';
    const improves = this.#improves(value, run.reference);
    const isRest = run.rest > 0;
    if (isRest) run.rest -= 1;
    // GreedyLR does not take the best from an epoch that is sat out.
    if (comparesWithBest ? improves && !isRest : !Number.isNaN(value)) run.reference = value;
    run.good = improves && !isRest ? run.good + 1 : 0;
    run.bad = improves || isRest ? 0 : run.bad + 1;
  }

  #raise(epoch: number): void {
    const {raiseFactor = 1.05, maxLr = Infinity} = this.#options;
    const {inForce} = rateOf(owner, this.model.optimizer);
    const next = Math.min(inForce * raiseFactor, maxLr);
    this.#run.floored = 0;
    if (next > inForce) this.#write(epoch, 'raising', next);
  }

  #lower(epoch: number): void {
    const {factor = 0.5, minLr = 0, resetAfter = Infinity} = this.#options;
    const {inForce, base} = rateOf(owner, this.model.optimizer);
    const next = Math.max(inForce * factor, minLr);
    if (next < inForce) this.#write(epoch, 'lowering', next);
    // The floor is reached in float32, in which the optimizer computes.
    if (Math.fround(Math.min(next, inForce)) > Math.fround(minLr)) return;

    const {scale, rest} = this.#run;
    this.#run.floored += 1;
    if (this.#run.floored < resetAfter) return;
    this.#run = {...start(), scale, rest};
    this.#write(epoch, 'resetting', base * scale!);
  }

  #write(epoch: number, doing: string, next: number): void {
    writeScaled(owner, this.model.optimizer, next);
    if (this.#options.verbose) console.log(`Epoch ${epoch + 1}: ${owner} ${doing} learning rate to ${next}.`);
  }

  protected override currentState(): AdaptiveLearningRateState {
    const {reference, recent} = this.#run;
    return {
      ...this.#run,
      // By itself JSON turns an infinite number to null.
      reference: reference === null || Number.isFinite(reference) ? reference : String(reference),
      recent: [...recent],
      rate: this.model && rateOf(owner, this.model.optimizer),
    };
  }
}

function start(saved?: AdaptiveLearningRateState): Run {
  if (!saved) return {reference: null, good: 0, bad: 0, rest: 0, floored: 0, recent: [], scale: null};
  const {reference, good, bad, rest, floored, recent, scale} = saved;
  const value = reference === null ? null : Number(reference);
  return {reference: value, good, bad, rest, floored, recent, scale};
}

/** As tfjs spells it: the same as `new AdaptiveLearningRate(options)`. */
export function adaptiveLearningRate(options?: AdaptiveLearningRateOptions): AdaptiveLearningRate {
  return new AdaptiveLearningRate(options);
}
