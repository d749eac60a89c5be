import type {Logs} from '@tensorflow/tfjs';
import {check, checkOptions, onOff, oneOf, positiveCount, required} from '../internal/check.js';
import {rateOf, restoreBase, type Rate} from '../optimizers/rate.js';
import {inWords} from '../optimizers/soleWriter.js';
import {isPlanned, type PlannedSchedule} from '../schedules/fromPlan.js';
import {claim} from './claim.js';
import {
  built,
  byHyperparameter,
  driven,
  oneOrMoreSchedules,
  valueAt,
  type Course,
  type Driven,
  type HyperparameterSchedules,
  type LearningRateFunction,
} from './courses.js';
import {logRate} from './logRate.js';
import {scheduleWarnings, vanishes, vanishing} from './scheduleWarnings.js';
import {TrainingCallback} from './TrainingCallback.js';
import {stepsPerEpoch, trainingPlan, type FitParams} from './trainingPlan.js';

export type {HyperparameterSchedules, LearningRateFunction} from './courses.js';

/** Options of {@link LearningRateScheduler}. */
export interface LearningRateSchedulerOptions {
  /**
   * The rate as a function of the step or epoch; or one that {@link fromPlan} builds when training begins; or several
   * such, for other hyper-parameters too.
   */
  schedule: LearningRateFunction | PlannedSchedule | HyperparameterSchedules;
  /** What the schedule counts: updates, or epochs. */
  by: 'step' | 'epoch';
  /** What to do when the optimizer has no hyper-parameter of a name: fail at train begin, or leave it out. @defaultValue 'throw' */
  missing?: 'throw' | 'ignore';
  /** Updates in an epoch, for data sets whose size tfjs does not know. @defaultValue what tfjs says */
  stepsPerEpoch?: number | undefined;
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
  courses?: readonly Course[];
  epoch?: number;
  /** The next update; not known before the first epoch begins. */
  step?: number;
}

/**
 * Sets the learning rate from a schedule, before each epoch or before each update; other hyper-parameters too.
 *
 * Given a function alone, it is Keras's: `(epoch, learningRate) => rate`, once an epoch. Given options, `by` says what
 * the schedule counts. A fit that begins at `initialEpoch` begins at step initialEpoch · stepsPerEpoch, so that several
 * fits go on where one would be.
 *
 * Logs the rate of the epoch as `learning_rate`. When a training of several epochs begins, it looks ahead in the schedules
 * that this library makes, and warns when one does not move in all of the training but would later, as when steps are
 * given where epochs are counted, and when a rate is too small for float32. Functions of your own are called only for
 * the steps there are.
 *
 * Keras: `LearningRateScheduler`, and a schedule as `learning_rate` of an optimizer (`by: 'step'`).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist; at train begin, when another
 * callback of the fit writes the same hyper-parameter or the optimizer has none of that name; during training, when a
 * schedule returns anything but a finite number \>= 0 (below 1 for a momentum; the value is unchanged then).
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
 * @example
 * A warm-up of the momentum beside a decay of the rate:
 * ```ts
 * model.compile({optimizer: tf.train.momentum(0.1, 0.9), loss: 'meanSquaredError'});
 * const both = new LearningRateScheduler({
 *   schedule: {
 *     learningRate: polynomialDecay({initialLearningRate: 0.1, decaySteps: 10, endLearningRate: 0.01}),
 *     momentum: warmup(constant(0.9), {steps: 5, from: 0.5}),
 *   },
 *   by: 'epoch',
 * });
 * await model.fit(x, y, {epochs: 11, callbacks: [both]});
 * getLearningRate(model.optimizer); // 0.01
 * getMomentum(model.optimizer);     // 0.9
 * ```
 *
 * @see {@link https://keras.io/api/callbacks/learning_rate_scheduler/ | Keras}
 */
export class LearningRateScheduler extends TrainingCallback<LearningRateSchedulerState> {
  readonly #options: Omit<LearningRateSchedulerOptions, 'schedule'>;
  readonly #schedules: HyperparameterSchedules;
  #run: Run = {};

  /** @param owner - The name that stands in front of errors and warnings; for subclasses. */
  constructor(
    schedule: LearningRateFunction | LearningRateSchedulerOptions,
    owner = 'LearningRateScheduler',
  ) {
    super(owner);
    const options = optionsOf(owner, schedule);
    checkOptions(owner, options, {
      schedule: required(oneOrMoreSchedules),
      by: required(oneOf('step', 'epoch')),
      missing: oneOf('throw', 'ignore'),
      stepsPerEpoch: positiveCount,
      verbose: onOff,
    });
    this.#options = {...options};
    this.#schedules = byHyperparameter(options.schedule);
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#run = {};
    const {optimizer} = this.model;
    const found = this.#driven();
    for (const {hyperparameter} of found) {
      const writer = `${this.owner} (by ${this.#options.by})`;
      if (this.params) claim(this.params, hyperparameter.name, writer);
    }
    // Before the plan, which has the rate that the user set.
    const saved = this.takeState();
    if (saved?.step != null && this.#stepsPerEpoch() === undefined) this.#run.step = saved.step;
    if (saved?.rate) restoreBase(this.owner, optimizer, saved.rate);
    this.#run.courses = this.#built(found);
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    // A fit that goes on where another ended has only a part of the schedule.
    if (epoch === 0 && this.#run.epoch === undefined) this.#lookAhead();
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
    if ('learningRate' in this.#schedules) logRate(logs, this.#rate().inForce);
  }

  #write(index: number, beginsEpoch: boolean): void {
    const courses = this.#courses;
    // All are known to be right before the first is written.
    const values = courses.map((course) => valueAt(this.owner, course, index));
    for (const [i, {hyperparameter}] of courses.entries()) {
      const {name, write} = hyperparameter;
      const value = values[i]!;
      write(value);
      if (name === 'learningRate' && vanishes(value)) this.warnOnce(vanishing);
      if (this.#options.verbose && beginsEpoch) {
        const epoch = (this.#run.epoch ?? 0) + 1;
        console.log(`Epoch ${epoch}: ${this.owner} setting ${inWords(name)} to ${value}.`);
      }
    }
  }

  get #courses(): readonly Course[] {
    return (this.#run.courses ??= this.#built(this.#driven()));
  }

  #driven(): Driven[] {
    const {missing = 'throw'} = this.#options;
    return driven(this.owner, this.model.optimizer, this.#schedules, missing);
  }

  #built(found: readonly Driven[]): Course[] {
    return built(this.owner, found, () => {
      if (!this.params) throw this.unreached('params');
      return trainingPlan(this.owner, this.params, this.#stepsPerEpoch(), this.#rate().initial);
    });
  }

  #lookAhead(): void {
    const {by} = this.#options;
    const {epochs = 1}: FitParams = this.params ?? {};
    const count = by === 'epoch' ? epochs : epochs * (this.#stepsPerEpoch() ?? 0);
    if (epochs < 2) return;
    for (const {hyperparameter, schedule} of this.#courses) {
      const warnings = scheduleWarnings(inWords(hyperparameter.name), schedule, count, by);
      for (const warning of warnings) this.warnOnce(warning);
    }
  }

  #rate(): Rate {
    return rateOf(this.owner, this.model.optimizer);
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
      `${this.owner}: \`initialEpoch\` must be 0 for a data set of unknown size; got ${epoch}. ` +
        `Pass stepsPerEpoch to ${this.owner}, or batchesPerEpoch to fitDataset.`,
    );
  }

  protected override currentState(): LearningRateSchedulerState {
    const {step = null} = this.#run;
    return {step, rate: this.model && 'learningRate' in this.#schedules ? this.#rate() : null};
  }
}

/** Keras's form, a function alone, counts epochs; `fromPlan(...)` alone does not say what it counts. */
function optionsOf(
  owner: string,
  schedule: LearningRateFunction | LearningRateSchedulerOptions,
): LearningRateSchedulerOptions {
  if (typeof schedule === 'function') return {schedule, by: 'epoch'};
  if (typeof schedule !== 'object') {
    check(owner, 'schedule', schedule, {
      must: 'a function (epoch, learningRate) => rate, or options {schedule, by}',
      kind: () => false,
    });
  }
  return isPlanned(schedule) ? {schedule, by: undefined as never} : schedule;
}

/** As tfjs spells it: the same as `new LearningRateScheduler(schedule)`. */
export function learningRateScheduler(
  schedule: LearningRateFunction | LearningRateSchedulerOptions,
): LearningRateScheduler {
  return new LearningRateScheduler(schedule);
}
