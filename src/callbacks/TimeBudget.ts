import type {Logs} from '@tensorflow/tfjs';
import {checkOptions, nonNegative, onOff, positive, required, type Rule} from '../internal/check.js';
import {rateOf, restoreBase, writeBase, type Rate} from '../optimizers/rate.js';
import {checkSoleWriter} from '../optimizers/wrapping.js';
import {isPlanned, type PlannedSchedule} from '../schedules/fromPlan.js';
import {claim} from './claim.js';
import {built, valueAt, type Course, type LearningRateFunction} from './courses.js';
import {logRate} from './logRate.js';
import {Pace, type Stretch} from './Pace.js';
import {TrainingCallback} from './TrainingCallback.js';
import {stepsPerEpoch, trainingPlan} from './trainingPlan.js';

const owner = 'TimeBudget';

/** Options of {@link TimeBudget}. */
export interface TimeBudgetOptions {
  /** Time that the training may take, in seconds. */
  seconds: number;
  /**
   * The rate as a function of the fraction of the time that is over, from 0 to 1; or one that {@link fromPlan} builds
   * when training begins.
   * @defaultValue the rate is left alone
   */
  schedule?: LearningRateFunction | PlannedSchedule;
  /** A clock of your own, in milliseconds. @defaultValue performance.now */
  now?: () => number;
  /** Whether to print a line when the training is stopped. @defaultValue false */
  verbose?: boolean | 0 | 1;
}

/** The batch, counted from 0, after which {@link TimeBudget} stopped a training, and the time that was over then. */
export interface TimeStop {
  readonly epoch: number;
  readonly batch: number;
  readonly seconds: number;
}

/** State of {@link TimeBudget} as JSON. */
export interface TimeBudgetState {
  /** Seconds of the budget that are over. */
  elapsed: number;
  /** The optimizer's rate, null when it has no schedule. */
  rate: Rate | null;
}

const rateByTime: Rule = {
  must: 'a function (fraction, learningRate) => rate, or fromPlan(...)',
  kind: (value) => typeof value === 'function' || isPlanned(value),
};
const clock: Rule = {
  must: 'a function that returns milliseconds',
  kind: (value) => typeof value === 'function',
};

/**
 * Stops training within so many seconds, and lets a schedule end when the time does, on any machine.
 *
 * The time begins when training begins, and all counts that happens in it: batches, validation, other callbacks, a page
 * that is hidden. Training stops after a batch, or an epoch, when what comes next would likely end too late. A batch is
 * expected to take as long as batches did on average; the first and the last one of an epoch, beside which tfjs and
 * callbacks do more, and the end of the epoch have averages of their own. The first batch of all, in which a GPU gets its
 * programs, says nothing about others. So at least one update is made, and what is too slow for the first time may end too
 * late, and so may the work of other callbacks once training is stopped. An epoch that is stopped has no validation.
 *
 * A `schedule` is called before each update with the fraction of the time that is over then: 0 at the begin, 1 at the end,
 * and a little below 1 at the last update. It writes the base of the rate, as {@link LearningRateScheduler} does: what
 * {@link ReduceLROnPlateau} has taken off stays off, and the rate is logged as `learning_rate`. Give `fit` more `epochs`
 * than there is time for. When it runs out of them before, the schedule has not come to its end, and a warning says so.
 *
 * {@link TrainingCallback.getState} has the time that is over: a training that is resumed has what is left.
 *
 * Lightning: `Timer`, `max_time`; ignite: `TimeLimit`; brain.js: `timeout`. None of them has the schedule.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist; with a `schedule`, when
 * {@link LearningRateScheduler} would throw.
 *
 * @example
 * ```ts
 * const minute = new TimeBudget({seconds: 60});
 * await model.fit(x, y, {epochs: 5, callbacks: minute});
 * minute.stopped;      // undefined
 * minute.fraction < 1; // true
 * ```
 *
 * @example
 * From the optimizer's rate to 0 in the time there is:
 * ```ts
 * const budget = new TimeBudget({
 *   seconds: 0.1,
 *   schedule: fromPlan(({learningRate}) => cosineDecay({initialLearningRate: learningRate, decaySteps: 1})),
 * });
 * await model.fit(x, y, {epochs: 1e6, callbacks: budget});
 * getLearningRate(model.optimizer) < 0.1; // true
 * budget.stopped.epoch < 1e6;             // true
 * ```
 */
export class TimeBudget extends TrainingCallback<TimeBudgetState> {
  readonly #options: Required<Omit<TimeBudgetOptions, 'schedule'>>;
  readonly #schedule: TimeBudgetOptions['schedule'];
  #run = start();

  constructor(options: TimeBudgetOptions) {
    super(owner);
    checkOptions(owner, options, {
      seconds: required(positive),
      schedule: rateByTime,
      now: clock,
      verbose: onOff,
    });
    const {seconds, schedule, now = () => performance.now(), verbose = false} = options;
    this.#options = {seconds, now, verbose};
    this.#schedule = schedule;
  }

  /** When training was stopped for want of time; undefined when it was not. */
  get stopped(): TimeStop | undefined {
    return this.#run.stopped;
  }

  /** Seconds that are over, as of the latest batch. */
  get elapsed(): number {
    return this.#run.elapsed;
  }

  /** The part of the time that is over, from 0 to 1. */
  get fraction(): number {
    return Math.min(this.#run.elapsed / this.#options.seconds, 1);
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    const saved = this.takeState();
    this.#run = start(saved);
    this.#run.begin = this.#options.now() - 1000 * this.#run.elapsed;
    if (this.#schedule) this.#run.course = this.#course(this.#schedule, saved?.rate);
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#run.epoch = epoch;
  }

  override async onBatchBegin(): Promise<void> {
    const {course} = this.#run;
    if (!course) return;
    this.#look();
    course.hyperparameter.write(valueAt(owner, course, this.fraction));
  }

  override async onBatchEnd(batch: number, logs?: object): Promise<void> {
    await super.onBatchEnd(batch, logs);
    this.#run.batch = batch;
    const steps = (this.params && stepsPerEpoch(this.params)) ?? this.#run.steps ?? Infinity;
    const stretchOf = (index: number): Stretch =>
      index === 0 ? 'first batch' : index === steps - 1 ? 'last batch' : 'batch';
    this.#check(stretchOf(batch), batch === steps - 1 ? 'end of epoch' : stretchOf(batch + 1));
  }

  override async onEpochEnd(_epoch: number, logs: Logs = {}): Promise<void> {
    if (this.#schedule) logRate(logs, this.#rate().inForce);
    this.#run.steps = this.#run.batch + 1;
    this.#check('end of epoch', 'first batch');
  }

  override async onTrainEnd(): Promise<void> {
    if (!this.#schedule || this.model.stopTraining) return;
    const percent = Math.round(100 * this.fraction);
    this.warnOnce(
      `the last epoch ended when ${percent} % of the time were over, and there the schedule ended too; give fit more epochs.`,
    );
  }

  /** What is ready to be followed: the only one to write the rate in this fit. */
  #course(schedule: LearningRateFunction | PlannedSchedule, saved?: Rate | null): Course | undefined {
    const {optimizer} = this.model;
    const name = 'learningRate';
    checkSoleWriter(owner, optimizer, name);
    if (this.params) claim(this.params, name, owner);
    // Before the plan, which has the rate that the user set.
    if (saved) restoreBase(owner, optimizer, saved);
    const read = () => this.#rate().base;
    const write = (rate: number) => writeBase(owner, optimizer, rate);
    const [course] = built(
      owner,
      [{hyperparameter: {name, rule: nonNegative, read, write}, schedule}],
      () => {
        if (!this.params) throw this.unreached('params');
        return trainingPlan(owner, this.params, stepsPerEpoch(this.params), this.#rate().initial);
      },
    );
    return course;
  }

  /** Stops when what comes next would likely end too late. */
  #check(ended: Stretch, ahead: Stretch): void {
    const run = this.#run;
    const {seconds, verbose} = this.#options;
    this.#look();
    const {epoch, batch, elapsed} = run;
    const expected = run.pace.next(elapsed, ended, ahead);
    if (this.model.stopTraining || (elapsed < seconds && expected <= seconds)) return;
    run.stopped = {epoch, batch, seconds: elapsed};
    this.model.stopTraining = true;
    if (verbose) console.log(`Epoch ${epoch + 1}: ${owner} stops training after ${elapsed} s.`);
  }

  /** Looks at the clock. */
  #look(): void {
    this.#run.elapsed = (this.#options.now() - this.#run.begin) / 1000;
  }

  #rate(): Rate {
    return rateOf(owner, this.model.optimizer);
  }

  protected override currentState(): TimeBudgetState {
    const rate = this.model && this.#schedule ? this.#rate() : null;
    return {elapsed: this.#run.elapsed, rate};
  }
}

function start(saved?: TimeBudgetState) {
  return {
    /** What the clock showed when the budget began, in milliseconds. */
    begin: 0,
    elapsed: saved?.elapsed ?? 0,
    epoch: 0,
    batch: 0,
    /** Batches of the epoch before, where tfjs does not know. */
    steps: undefined as number | undefined,
    pace: new Pace(),
    course: undefined as Course | undefined,
    stopped: undefined as TimeStop | undefined,
  };
}

/** As tfjs spells it: the same as `new TimeBudget(options)`. */
export function timeBudget(options: TimeBudgetOptions): TimeBudget {
  return new TimeBudget(options);
}
