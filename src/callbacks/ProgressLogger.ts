import {getBackend, type Logs} from '@tensorflow/tfjs';
import {checkOptions, nonNegative, positiveCount, type Rule, type Rules} from '../internal/check.js';
import type {MetricLogs} from '../internal/metric.js';
import {readLogs} from '../internal/readLogs.js';
import {readLoss, readsLate} from '../internal/readLoss.js';
import {knownRate} from '../optimizers/rate.js';
import {rateKey} from './logRate.js';
import {progressText} from './progressText.js';
import {TrainingCallback} from './TrainingCallback.js';
import type {TrainingProgress} from './TrainingProgress.js';
import {stepsPerEpoch} from './trainingPlan.js';

/** Options of {@link ProgressLogger}. */
export interface ProgressLoggerOptions {
  /** Is given a line after each epoch. @defaultValue console.log, or nothing where there is `onProgress` */
  write?: (line: string) => void;
  /** Is given the progress after an update or an epoch, at most once in `interval`, and when the training has ended. */
  onProgress?: (progress: TrainingProgress) => void;
  /** The least time between two calls of `onProgress`, in milliseconds. @defaultValue 100 */
  interval?: number;
  /** Significant digits of the numbers in a line. @defaultValue 4 */
  digits?: number;
  /** The clock, in milliseconds. @defaultValue performance.now */
  now?: () => number;
}

const aFunction: Rule = {must: 'a function', kind: (value) => typeof value === 'function'};

/** The rules of the options, for subclasses that have more of them. */
export const progressRules: Rules<ProgressLoggerOptions> = {
  write: aFunction,
  onProgress: aFunction,
  interval: nonNegative,
  digits: {
    ...positiveCount,
    must: 'an integer from 1 to 17',
    test: (value: number) => Number.isInteger(value) && value >= 1 && value <= 17,
  },
  now: aFunction,
};

/**
 * Shows how far a training is: a line after each epoch, or plain data for a page.
 *
 * A line has the metrics and the learning rate to significant digits, so that a small loss is not 0.00, and the time that
 * has passed and that is left: `Epoch 3/50: loss 0.1234, val_loss 0.2105, learning_rate 1e-4; 12 s, 3:08 left`. Between
 * epochs, the metrics of a report are those of its batch, or of an earlier one where reading would wait for a GPU.
 *
 * In Node, tfjs-node prints lines of its own unless `fit` is given `verbose: 0`; for a bar on a terminal there is
 * `progressBar` in `tfjs-callbacks/node`. Of other callbacks' metrics it shows those that stand before it in the list.
 *
 * Keras: `ProgbarLogger`; Lightning: `ProgressBar`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const lines: string[] = [];
 * await model.fit(x, y, {epochs: 2, verbose: 0, callbacks: new ProgressLogger({write: (line) => lines.push(line)})});
 * lines.length;           // 2
 * lines[1].slice(0, 15);  // 'Epoch 2/2: loss'
 * ```
 *
 * @example
 * On a page:
 * ```ts
 * const bar = {value: 0}; // or a progress element
 * const onProgress = ({epoch, epochs, step, steps = step}: TrainingProgress) => {
 *   bar.value = (epoch + step / steps) / epochs;
 * };
 * await model.fit(x, y, {epochs: 2, callbacks: new ProgressLogger({onProgress})});
 * bar.value; // 1
 * ```
 */
export class ProgressLogger extends TrainingCallback {
  readonly #options: ProgressLoggerOptions & {digits: number; interval: number; now: () => number};
  #run = start(0);

  /** @param owner - The name that stands in front of errors; for subclasses. */
  constructor(options: ProgressLoggerOptions = {}, owner = 'ProgressLogger') {
    super(owner);
    checkOptions(owner, options, progressRules);
    const {onProgress, interval = 100, digits = 4, now = () => performance.now()} = options;
    const {write = onProgress ? () => {} : (line: string) => console.log(line)} = options;
    this.#options = {write, ...(onProgress && {onProgress}), interval, digits, now};
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    if (!this.params) throw this.unreached('params');
    this.#run = start(this.#options.now());
    this.#run.steps = stepsPerEpoch(this.params);
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#run.first ??= epoch;
    this.#run.epoch = epoch;
    this.#run.step = 0;
  }

  override async onBatchEnd(batch: number, logs: Logs = {}): Promise<void> {
    await super.onBatchEnd(batch, logs);
    const run = this.#run;
    run.step += 1;
    if (!this.#options.onProgress || !this.#isDue()) return;

    const {batch: _batch, size: _size, ...metrics} = logs as MetricLogs;
    this.#read(metrics);
    this.#report(this.#progress(run.latest));
  }

  override async onEpochEnd(_epoch: number, logs: Logs = {}): Promise<void> {
    const run = this.#run;
    const numbers = await readLogs(logs);
    if (!this.model.stopTraining) run.steps = run.step;
    const progress = this.#progress(numbers, true);
    if (this.#isDue()) this.#report(progress);
    else run.unreported = progress;
    this.#options.write?.(progressText(progress, this.#options.digits));
  }

  override async onTrainEnd(): Promise<void> {
    const {unreported, reading} = this.#run;
    await reading;
    if (unreported) this.#report(unreported);
  }

  /** Reads the metrics of a batch, which is not waited for: a GPU has them when a later report is made. */
  #read(metrics: MetricLogs): void {
    const run = this.#run;
    if (run.reading) return;
    const late = readsLate(getBackend());
    const reads = Object.entries(metrics).map(([name, value]) => [name, readLoss(value, late)] as const);
    if (!late) {
      run.latest = Object.fromEntries(reads) as Record<string, number>;
      return;
    }
    run.reading = Promise.all(reads.map(async ([name, read]) => [name, await read] as const))
      .then((numbers) => void (run.latest = Object.fromEntries(numbers)))
      // What is lost here fails where it is needed.
      .catch(() => {})
      .finally(() => (run.reading = undefined));
  }

  #isDue(): boolean {
    return this.#options.now() - this.#run.reported >= this.#options.interval;
  }

  #report(progress: TrainingProgress): void {
    this.#run.reported = this.#options.now();
    this.#run.unreported = undefined;
    this.#options.onProgress?.(progress);
  }

  #progress(logs: Record<string, number>, finished = false): TrainingProgress {
    const {began, first = 0, epoch, step, steps} = this.#run;
    const epochs = (this.params as {epochs?: number}).epochs ?? 1;
    const elapsed = this.#options.now() - began;
    const done = steps && (epoch - first) * steps + step;
    const remaining = done ? (elapsed * ((epochs - first) * steps - done)) / done : undefined;
    const learningRate =
      (finished ? logs[rateKey] : undefined) ?? knownRate(this.owner, this.model.optimizer)?.inForce;
    return {
      ...{epoch, epochs, step, steps, finished, learningRate, elapsed},
      logs: {...logs},
      remaining: this.model.stopTraining ? 0 : remaining,
    };
  }
}

function start(now: number) {
  return {
    began: now,
    /** When the latest report was made. */
    reported: now,
    /** Where `initialEpoch` let the training begin. */
    first: undefined as number | undefined,
    epoch: 0,
    step: 0,
    steps: undefined as number | undefined,
    /** Metrics of the latest batch that were read. */
    latest: {} as Record<string, number>,
    reading: undefined as Promise<void> | undefined,
    /** The end of an epoch that came too soon after the report before. */
    unreported: undefined as TrainingProgress | undefined,
  };
}

/** As tfjs spells it: the same as `new ProgressLogger(options)`. */
export function progressLogger(options?: ProgressLoggerOptions): ProgressLogger {
  return new ProgressLogger(options);
}
