import type {Logs} from '@tensorflow/tfjs';
import {checkOptions, flag} from '../internal/check.js';
import {afterUpdate} from '../optimizers/afterUpdate.js';
import {getLearningRate} from '../optimizers/getLearningRate.js';
import {getMomentum} from '../optimizers/getMomentum.js';
import {afterFit} from './afterFit.js';
import {rateKey} from './logRate.js';
import {TrainingCallback} from './TrainingCallback.js';
import {stepsPerEpoch} from './trainingPlan.js';

const owner = 'LearningRateMonitor';

/** Options of {@link LearningRateMonitor}. */
export interface LearningRateMonitorOptions {
  /** Whether to watch the momentum too (`beta1` for Adam and Adamax). @defaultValue false */
  momentum?: boolean;
  /** Whether to keep a reading of each update, and not only of each epoch. @defaultValue true */
  steps?: boolean;
}

/** Readings in the order they were made; the arrays belong together index by index. */
export interface Readings {
  /** The epoch, or the number of the update, counted from 0. */
  index: number[];
  /** The rates. */
  learningRate: number[];
  /** Empty unless the momentum is watched. */
  momentum: number[];
}

/** State of {@link LearningRateMonitor} as JSON: what it has read. */
export interface LearningRateMonitorState {
  /** A reading for each epoch. */
  epochs: Readings;
  /** A reading for each update. */
  steps: Readings;
}

interface Settings {
  learningRate: number;
  momentum?: number;
}

/**
 * Records the learning rate that each update was made with, wherever in the list it stands.
 *
 * An epoch's rate is that of its last update. It is logged as `learning_rate` (and `momentum`) and so reaches `history`,
 * TensorBoard and tfjs-vis; the rates of the updates are in `history` as `step_learning_rate` (and `step_momentum`). The
 * same numbers are in {@link LearningRateMonitor.epochs} and {@link LearningRateMonitor.steps}.
 *
 * Lightning: `LearningRateMonitor`.
 *
 * @throws TypeError when an option breaks its rule or does not exist; at train begin, when the momentum is to be watched
 * and the optimizer has none.
 *
 * @example
 * ```ts
 * const monitor = new LearningRateMonitor();
 * const {history} = await model.fit(x, y, {epochs: 3, callbacks: [reduceLROnPlateau({monitor: 'loss'}), monitor]});
 * monitor.epochs.learningRate; // [0.1, 0.1, 0.1]
 * history.learning_rate;       // the same
 * ```
 */
export class LearningRateMonitor extends TrainingCallback<LearningRateMonitorState> {
  readonly #options: Required<LearningRateMonitorOptions>;
  #run = start();

  constructor(options: LearningRateMonitorOptions = {}) {
    super(owner);
    checkOptions(owner, options, {momentum: flag, steps: flag});
    const {momentum = false, steps = true} = options;
    this.#options = {momentum, steps};
  }

  /** What each epoch's last update was made with: a copy, as it is now. */
  get epochs(): Readings {
    return structuredClone(this.#run.epochs);
  }

  /** What each update was made with: a copy, as it is now. */
  get steps(): Readings {
    return structuredClone(this.#run.steps);
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#settings();
    // Nothing else has ended it where hooks are called by hand.
    this.#run.unwatch();
    this.#run = start(this.takeState());
    this.#run.unwatch = afterUpdate(this.model.optimizer, () => this.#read());
    afterFit(this.model, this.#run.unwatch);
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#run.latest = undefined;
    const steps = this.params && stepsPerEpoch(this.params);
    if (steps !== undefined) this.#run.step = epoch * steps;
  }

  override async onBatchBegin(): Promise<void> {
    this.#run.unread = true;
  }

  override async onBatchEnd(batch: number, logs?: Logs): Promise<void> {
    this.#read();
    await super.onBatchEnd(batch, logs);
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    const settings = this.#run.latest ?? this.#settings();
    record(this.#run.epochs, epoch, settings);
    logs[rateKey] = settings.learningRate;
    if (settings.momentum !== undefined) logs['momentum'] = settings.momentum;
  }

  override async onTrainEnd(): Promise<void> {
    const {steps, resumedAt, unwatch} = this.#run;
    unwatch();
    const {momentum, steps: wanted} = this.#options;
    const history = this.model.history?.history;
    if (!wanted || !history) return;
    history[`step_${rateKey}`] = steps.learningRate.slice(resumedAt);
    if (momentum) history['step_momentum'] = steps.momentum.slice(resumedAt);
  }

  #settings(): Settings {
    const {optimizer} = this.model;
    const learningRate = getLearningRate(optimizer);
    return this.#options.momentum ? {learningRate, momentum: getMomentum(optimizer)} : {learningRate};
  }

  /** Reads once a batch: after its update or, from an optimizer that does not tell, at its end. */
  #read(): void {
    const run = this.#run;
    if (!run.unread) return;
    run.unread = false;
    run.latest = this.#settings();
    if (this.#options.steps) record(run.steps, run.step, run.latest);
    run.step += 1;
  }

  protected override currentState(): LearningRateMonitorState {
    const {epochs, steps} = this.#run;
    return structuredClone({epochs, steps});
  }
}

function start(saved?: LearningRateMonitorState) {
  const {epochs = none(), steps = none()} = saved ?? {};
  return {
    epochs,
    steps,
    resumedAt: steps.index.length,
    /** Number of the next update. */
    step: (steps.index.at(-1) ?? -1) + 1,
    /** Whether the batch at hand has had no reading yet. */
    unread: false,
    /** Ends the watch over the optimizer. */
    unwatch: () => {},
    /** What the epoch's latest update was made with. */
    latest: undefined as Settings | undefined,
  };
}

function none(): Readings {
  return {index: [], learningRate: [], momentum: []};
}

function record(to: Readings, index: number, {learningRate, momentum}: Settings): void {
  to.index.push(index);
  to.learningRate.push(learningRate);
  if (momentum !== undefined) to.momentum.push(momentum);
}

/** As tfjs spells it: the same as `new LearningRateMonitor(options)`. */
export function learningRateMonitor(options?: LearningRateMonitorOptions): LearningRateMonitor {
  return new LearningRateMonitor(options);
}
