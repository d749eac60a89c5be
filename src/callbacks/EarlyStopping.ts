import type {Logs} from '@tensorflow/tfjs';
import {checkOptions, count, finite, flag, onOff, oneOf, text} from '../internal/check.js';
import {direction, objective, type Objective} from '../internal/objective.js';
import {bestKeepers} from './bestKeepers.js';
import {BestSnapshot} from './BestSnapshot.js';
import {TrainingCallback} from './TrainingCallback.js';

const owner = 'EarlyStopping';

/** Options of {@link EarlyStopping}. */
export interface EarlyStoppingOptions {
  /** The metric to watch; `accuracy` and `acc` mean the same. @defaultValue 'val_loss' */
  monitor?: string;
  /** The change that must be exceeded to count as improvement; its sign does not matter. @defaultValue 0 */
  minDelta?: number;
  /** Number of epochs without improvement after which training stops; 0 is the same as 1. @defaultValue 0 */
  patience?: number;
  /** Whether less (`min`) or more (`max`) is better; `auto` knows the common metrics. @defaultValue 'auto' */
  mode?: 'auto' | 'min' | 'max';
  /**
   * The value that must be improved on, too, for the wait to begin again: training stops when it is not reached within
   * `patience` epochs.
   * @defaultValue none
   */
  baseline?: number;
  /** The first epoch, counted from 0, that is looked at. @defaultValue 0 */
  startFromEpoch?: number;
  /** Whether the model gets back its best epoch at the end of training, whatever ends it. @defaultValue false */
  restoreBestWeights?: boolean;
  /**
   * What it gets back then: its `weights`, the moving statistics of batch normalization included, or its whole training
   * `state`, as {@link captureTrainingState} has it: the optimizer with its slots, its counters and the rate, too.
   * @defaultValue 'weights'
   */
  with?: 'weights' | 'state';
  /** The value that is good enough: training stops when it is reached. @defaultValue none */
  stoppingThreshold?: number;
  /** The value that is hopeless: training stops when an epoch is worse. @defaultValue none */
  divergenceThreshold?: number;
  /**
   * Whether training stops when the metric is NaN or infinite. Else NaN is an epoch without improvement, and an infinite
   * value a number like any other.
   * @defaultValue false
   */
  checkFinite?: boolean;
  /** Whether to print a line when training stops and when the best epoch is restored. @defaultValue false */
  verbose?: boolean | 0 | 1;
}

/** Why {@link EarlyStopping} stopped a training: the name of the option, or a metric that is NaN or infinite. */
export type EarlyStoppingReason = 'patience' | 'stoppingThreshold' | 'divergenceThreshold' | 'nonFinite';

/** An epoch, counted from 0, and the value of the metric in it. */
export interface EpochValue {
  readonly epoch: number;
  readonly value: number;
}

/** When and why {@link EarlyStopping} stopped a training. */
export interface EarlyStop extends EpochValue {
  readonly reason: EarlyStoppingReason;
  /** The best epoch until then. */
  readonly best: EpochValue | undefined;
}

/** State of {@link EarlyStopping} as JSON. */
export interface EarlyStoppingState {
  /** The best epoch, null before there was one; an infinite value as text, because JSON has none. */
  best: {epoch: number; value: number | string} | null;
  /** Epochs since the last improvement. */
  wait: number;
}

interface Run {
  best: EpochValue | undefined;
  /** That of the state that was set. */
  readonly earlier: EpochValue | undefined;
  wait: number;
  stopped?: EarlyStop;
  /** The best epoch's weights or state, when they are to be restored. */
  kept?: BestSnapshot;
}

/**
 * Stops training when a metric has stopped improving, and gives the model back its best epoch if wished.
 *
 * Counts as Keras does: an epoch improves on the best when it is better by more than `minDelta`; after `patience` epochs
 * that do not, training stops, but never by patience in epoch 0. NaN is never an improvement. With a `baseline` the wait
 * begins again only where that is improved on as well; an epoch that improves on the best alone puts the stop off. The
 * thresholds are looked at in every epoch, first of all: they are Lightning's.
 *
 * With `restoreBestWeights` the best epoch is restored at the end of training, whether that is by patience, by the last
 * epoch, by another callback, in the middle of an epoch or by an error; a baseline that was never reached makes no
 * difference. Keeping it costs no time to speak of, and the memory of one more copy of what is kept. When every value was
 * NaN or missing there is no best epoch, and the model stays as it is.
 *
 * {@link TrainingCallback.getState} has the best value and the wait, and so a training that is resumed stops where the whole
 * one would. The best weights are not in it: when it is set by hand and no later epoch is better, the resumed training
 * warns and leaves the model as it is. {@link BackupAndRestore} keeps them, too.
 *
 * Keras, Lightning: `EarlyStopping`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist, and when `mode` is `auto` for a
 * metric whose direction is not known.
 *
 * @example
 * ```ts
 * const stopping = new EarlyStopping({monitor: 'val_loss', minDelta: 10, patience: 3, restoreBestWeights: true});
 * await model.fit(x, y, {epochs: 200, validationData: [xVal, yVal], callbacks: stopping});
 * stopping.stopped.reason; // 'patience'
 * stopping.stopped.epoch;  // 3
 * stopping.best.epoch;     // 0
 * ```
 *
 * @see {@link https://keras.io/api/callbacks/early_stopping/ | Keras}
 */
export class EarlyStopping extends TrainingCallback<EarlyStoppingState> {
  readonly #options: EarlyStoppingOptions & {readonly monitor: string};
  /** Whether a value is better by more than `minDelta`, or better at all. */
  readonly #improves: Objective;
  readonly #better: Objective;
  #run: Run = start();

  constructor(options: EarlyStoppingOptions = {}) {
    super(owner);
    checkOptions(owner, options, {
      monitor: text,
      minDelta: finite,
      patience: count,
      mode: oneOf('auto', 'min', 'max'),
      baseline: finite,
      startFromEpoch: count,
      restoreBestWeights: flag,
      with: oneOf('weights', 'state'),
      stoppingThreshold: finite,
      divergenceThreshold: finite,
      checkFinite: flag,
      verbose: onOff,
    });
    const {monitor = 'val_loss', minDelta = 0, mode = 'auto'} = options;
    const rule = {direction: direction(owner, monitor, mode), thresholdMode: 'abs'} as const;
    this.#options = {...options, monitor};
    this.#improves = objective({...rule, minDelta: Math.abs(minDelta)});
    this.#better = objective({...rule, minDelta: 0});
    if (options.restoreBestWeights && monitor.startsWith('val_')) bestKeepers.add(this);
  }

  /** The best epoch so far; undefined before there is one. */
  get best(): EpochValue | undefined {
    return this.#run.best;
  }

  /** When and why this callback has stopped the training; undefined when it has not. */
  get stopped(): EarlyStop | undefined {
    return this.#run.stopped;
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#run.kept?.dispose();
    this.#run = start(this.takeState());
    const {restoreBestWeights, with: what = 'weights'} = this.#options;
    if (restoreBestWeights) this.#run.kept = new BestSnapshot(this, what, 'restore');
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    const {monitor, startFromEpoch = 0, verbose} = this.#options;
    if (epoch < startFromEpoch) return;
    const value = await this.metric(monitor, logs);
    if (value === undefined) return;

    const reason = this.#judge(epoch, value);
    if (!reason) return;
    const run = this.#run;
    run.stopped = {reason, epoch, value, best: run.best};
    this.model.stopTraining = true;
    if (verbose) console.log(`Epoch ${epoch + 1}: ${owner} stopping (${reason}).`);
  }

  override async onTrainEnd(): Promise<void> {
    const {best, earlier, kept} = this.#run;
    if (!kept || !best) return;
    if (kept.isHeld) {
      if (this.#options.verbose) console.log(`${owner} restoring epoch ${best.epoch + 1}.`);
    } else if (best === earlier) {
      this.warnOnce(
        'the best epoch is one before the state that was set, which has no weights: none restored.',
      );
    }
    kept.restoreOnce();
  }

  /** Takes an epoch into account, and says why training is to be stopped, if it is. */
  #judge(epoch: number, value: number): EarlyStoppingReason | undefined {
    const {patience = 0, baseline, checkFinite} = this.#options;
    const {stoppingThreshold: goal, divergenceThreshold: limit} = this.#options;
    if (checkFinite && !Number.isFinite(value)) return 'nonFinite';

    const run = this.#run;
    const best = run.best?.value ?? null;
    const isEnough = goal !== undefined && (value === goal || this.#better(value, goal));
    // What is good enough to stop at is to be kept, too, if only it is better.
    const isBest = this.#improves(value, best) || (isEnough && this.#better(value, best));
    run.wait += 1;
    if (isBest) {
      run.best = {epoch, value};
      run.kept?.hold();
      if (baseline === undefined || this.#improves(value, baseline)) run.wait = 0;
    }
    if (isEnough) return 'stoppingThreshold';
    if (limit !== undefined && this.#better(limit, value)) return 'divergenceThreshold';
    return !isBest && run.wait >= patience && epoch > 0 ? 'patience' : undefined;
  }

  protected override currentState(): EarlyStoppingState {
    const {best, wait} = this.#run;
    // By itself JSON turns an infinite number to null.
    const json = (value: number) => (Number.isFinite(value) ? value : String(value));
    return {best: best ? {epoch: best.epoch, value: json(best.value)} : null, wait};
  }
}

function start({best, wait}: EarlyStoppingState = {best: null, wait: 0}): Run {
  const earlier = best ? {epoch: best.epoch, value: Number(best.value)} : undefined;
  return {best: earlier, earlier, wait};
}

/** As tfjs spells it: the same as `new EarlyStopping(options)`. */
export function earlyStopping(options?: EarlyStoppingOptions): EarlyStopping {
  return new EarlyStopping(options);
}
