import type {Logs} from '@tensorflow/tfjs';
import {
  check,
  checkOptions,
  nonNegative,
  oneOf,
  optional,
  positiveCount,
  verbosity,
  type Rule,
} from '../internal/check.js';
import {rateOf, restoreBase, writeBase, type Rate} from '../optimizers/rate.js';
import {isPlanned, schedulePlanned, type PlannedSchedule} from '../schedules/fromPlan.js';
import {claim} from './claim.js';
import {logRate} from './logRate.js';
import {TrainingCallback} from './TrainingCallback.js';
import {stepsPerEpoch, trainingPlan} from './trainingPlan.js';

const owner = 'LearningRateScheduler';

/**
 * The learning rate of an epoch (or step) from its index, counted from 0, and from the rate before it: what a
 * schedule returned last, or what the optimizer was given, without what {@link ReduceLROnPlateau} has taken off.
 *
 * A {@link Schedule} is one that does not look at the rate.
 */
export type LearningRateFunction = (index: number, learningRate: number) => number;

/** Options of {@link LearningRateScheduler}. */
export interface LearningRateSchedulerOptions {
  /** The rate as a function of the step or epoch; or one that {@link fromPlan} builds when training begins. */
  schedule: LearningRateFunction | PlannedSchedule;
  /** What the schedule counts: updates, or epochs. */
  by: 'step' | 'epoch';
  /** Updates in an epoch, for data sets whose size tfjs does not know. @defaultValue what tfjs says */
  stepsPerEpoch?: number;
  /** Whether to print the rate at the begin of each epoch. @defaultValue false */
  verbose?: boolean | 0 | 1;
}

/** State of {@link LearningRateScheduler} as JSON. */
export interface LearningRateSchedulerState {
  /** Number of the next update, null where it is not counted. */
  step: number | null;
  /** The optimizer's rate, null before the first fit. */
  rate: Rate | null;
}

interface Run {
  schedule?: LearningRateFunction;
  epoch?: number;
  /** The next update; not known before the first epoch begins. */
  step?: number;
}

const learningRateFunction: Rule = {
  must: 'a function (index, learningRate) => rate, or fromPlan(...)',
  kind: (value) => typeof value === 'function' || isPlanned(value),
};

/**
 * Sets the learning rate from a schedule, before each epoch or before each update.
 *
 * Given a function alone, it is Keras's: `(epoch, learningRate) => rate`, once an epoch. Given options, `by` says what
 * the schedule counts. A fit that begins at `initialEpoch` begins at step initialEpoch · stepsPerEpoch, so that several
 * fits go on where one would be.
 *
 * Logs the rate of the epoch as `learning_rate`.
 *
 * Keras: `LearningRateScheduler`, and a schedule as `learning_rate` of an optimizer (`by: 'step'`).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist; at train begin, when another
 * callback of the fit writes the rate too; during training, when the schedule returns anything but a finite number
 * \>= 0 (the rate is unchanged then).
 *
 * @example
 * ```ts
 * const everyEpoch = new LearningRateScheduler((epoch, learningRate) => (epoch < 10 ? learningRate : learningRate * 0.9));
 * const everyStep = new LearningRateScheduler({
 *   schedule: exponentialDecay({initialLearningRate: 0.1, decaySteps: 1000, decayRate: 0.5}),
 *   by: 'step',
 * });
 * await model.fit(x, y, {epochs: 20, callbacks: [everyStep]});
 * ```
 *
 * @see {@link https://keras.io/api/callbacks/learning_rate_scheduler/ | Keras}
 */
export class LearningRateScheduler extends TrainingCallback<LearningRateSchedulerState> {
  readonly #options: LearningRateSchedulerOptions;
  #run: Run = {};

  constructor(schedule: LearningRateFunction | LearningRateSchedulerOptions) {
    super(owner);
    const options = optionsOf(schedule);
    checkOptions(owner, options, {
      schedule: learningRateFunction,
      by: oneOf('step', 'epoch'),
      stepsPerEpoch: optional(positiveCount),
      verbose: optional(verbosity),
    });
    this.#options = {...options};
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    if (this.params) claim(this.params, 'learning rate', `${owner} (by ${this.#options.by})`);
    this.#run = {schedule: this.#resolve()};
    const saved = this.takeState();
    if (saved?.step != null && this.#stepsPerEpoch() === undefined) this.#run.step = saved.step;
    if (saved?.rate) restoreBase(owner, this.model.optimizer, saved.rate);
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#run.epoch = epoch;
    if (this.#options.by === 'epoch') this.#write(epoch, true);
    else this.#run.step = this.#firstStep(epoch);
  }

  override async onBatchBegin(batch: number): Promise<void> {
    if (this.#options.by === 'epoch') return;
    const {step = 0} = this.#run;
    this.#write(step, batch === 0);
    this.#run.step = step + 1;
  }

  override async onEpochEnd(_epoch: number, logs: Logs = {}): Promise<void> {
    logRate(logs, rateOf(owner, this.model.optimizer).inForce);
  }

  #write(index: number, beginsEpoch: boolean): void {
    const {optimizer} = this.model;
    const schedule = this.#run.schedule ?? this.#resolve();
    const rate = schedule(index, rateOf(owner, optimizer).base);
    if (!(Number.isFinite(rate) && rate >= 0)) check(owner, `schedule(${index})`, rate, nonNegative);
    writeBase(owner, optimizer, rate);
    if (this.#options.verbose && beginsEpoch) {
      console.log(`Epoch ${(this.#run.epoch ?? 0) + 1}: ${owner} setting learning rate to ${rate}.`);
    }
  }

  #resolve(): LearningRateFunction {
    const {schedule} = this.#options;
    if (!isPlanned(schedule)) return schedule;
    if (!this.params) throw this.unreached('params');
    const {initial} = rateOf(owner, this.model.optimizer);
    const built = schedulePlanned(schedule, trainingPlan(owner, this.params, this.#stepsPerEpoch(), initial));
    check(owner, 'fromPlan(...)', built, {
      must: 'given a function that returns a schedule',
      kind: (value) => typeof value === 'function',
    });
    return built;
  }

  #stepsPerEpoch(): number | undefined {
    return this.#options.stepsPerEpoch ?? (this.params && stepsPerEpoch(this.params));
  }

  #firstStep(epoch: number): number {
    const {step} = this.#run;
    if (step !== undefined) return step;
    const steps = this.#stepsPerEpoch() ?? (epoch === 0 ? 0 : undefined);
    if (steps !== undefined) return epoch * steps;
    throw new TypeError(
      `${owner}: \`initialEpoch\` must be 0 for a data set of unknown size; got ${epoch}. ` +
        `Pass stepsPerEpoch to ${owner}, or batchesPerEpoch to fitDataset.`,
    );
  }

  protected override currentState(): LearningRateSchedulerState {
    const {step = null} = this.#run;
    return {step, rate: this.model ? rateOf(owner, this.model.optimizer) : null};
  }
}

/** Keras's form, a function alone, counts epochs; `fromPlan(...)` alone does not say what it counts. */
function optionsOf(
  schedule: LearningRateFunction | LearningRateSchedulerOptions,
): LearningRateSchedulerOptions {
  if (typeof schedule === 'function') return {schedule, by: 'epoch'};
  return isPlanned(schedule) ? {schedule, by: undefined as never} : schedule;
}

/** As tfjs spells it: the same as `new LearningRateScheduler(schedule)`. */
export function learningRateScheduler(
  schedule: LearningRateFunction | LearningRateSchedulerOptions,
): LearningRateScheduler {
  return new LearningRateScheduler(schedule);
}
