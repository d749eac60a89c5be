import {getBackend, type Logs, type Scalar} from '@tensorflow/tfjs';
import {
  checkOptions,
  count,
  flag,
  fraction,
  nonNegative,
  positiveCount,
  type Rule,
} from '../internal/check.js';
import {quantile} from '../internal/quantile.js';
import {readLoss, readsLate} from '../internal/readLoss.js';
import {rateOf, restoreScale, writeScaled, type Rate} from '../optimizers/rate.js';
import {logRate} from './logRate.js';
import {SnapshotRing} from './SnapshotRing.js';
import {TrainingCallback} from './TrainingCallback.js';

const owner = 'RecoverOnDivergence';

const frequency: Rule = {
  must: "'epoch' or an integer >= 1",
  kind: (value) => value === 'epoch' || typeof value === 'number',
  test: (value: 'epoch' | number) => value === 'epoch' || (Number.isSafeInteger(value) && value >= 1),
};

const multiple: Rule = {
  must: 'a finite number > 1',
  kind: (value) => typeof value === 'number',
  test: (value: number) => value > 1 && value < Infinity,
};

/** Options of {@link RecoverOnDivergence}. */
export interface RecoverOnDivergenceOptions {
  /** What the rate is multiplied by at each recovery, strictly between 0 and 1. @defaultValue 0.5 */
  factor?: number;
  /** Number of recoveries in a fit; at the next divergence training ends. @defaultValue 3 */
  maxRetries?: number;
  /** The rate below which no recovery goes. @defaultValue 0 */
  minLr?: number;
  /** When a snapshot is taken: before each epoch, or before every so many batches. @defaultValue 'epoch' */
  snapshotFreq?: 'epoch' | number;
  /** Number of good snapshots that are kept. @defaultValue 2 */
  keep?: number;
  /**
   * A loss counts as diverged, too, when it is more than so many times the median of the losses before it.
   * @defaultValue none: only NaN and infinite losses count
   */
  spikeFactor?: number;
  /** Number of the last losses of which the median is taken; of fewer while there are fewer. @defaultValue 20 */
  spikeWindow?: number;
  /**
   * Whether `fit` is to reject with a RangeError when the recoveries are used up. Else it ends as at its last epoch.
   * @defaultValue false
   */
  raiseError?: boolean;
}

/** A batch of a fit; both numbers count from 0. */
export interface BatchPlace {
  readonly epoch: number;
  readonly batch: number;
}

/** A divergence that {@link RecoverOnDivergence} met, and what it did. */
export interface Divergence extends BatchPlace {
  readonly kind: 'nan' | 'infinite' | 'spike';
  readonly loss: number;
  /** The rate that training went on with, or that was left when it ended. */
  readonly learningRate: number;
  /** The batch before which the model was as it is now again; undefined when nothing had proved good yet. */
  readonly restoredFrom: BatchPlace | undefined;
}

/** State of {@link RecoverOnDivergence} as JSON. */
export interface RecoverOnDivergenceState {
  /** Recoveries so far. */
  retries: number;
  /** The optimizer's rate, null before the first fit. */
  rate: Rate | null;
  /** The last update, counted from 0; -1 before the first. */
  step: number;
  /** The losses of which the median is taken. */
  losses: readonly number[];
}

/** A batch whose loss has been asked for. */
interface Asked extends BatchPlace {
  readonly step: number;
  loss?: number;
}

/** A batch before which a snapshot was taken, and the losses until then. */
interface Note extends BatchPlace {
  readonly step: number;
  readonly losses: readonly number[];
}

interface Run {
  epoch: number;
  /** The update that is being made. */
  step: number;
  retries: number;
  /** The last losses that were good. */
  losses: readonly number[];
  /** In order, and when the numbers of all will be there. */
  asked: Asked[];
  arrivals: Promise<void>[];
  events: Divergence[];
  stopped?: Divergence;
  ring?: SnapshotRing<Note>;
}

/**
 * Goes back to the last good state of the training when the loss is NaN, infinite or (if wished) a spike, lowers the
 * learning rate, and lets training go on.
 *
 * What goes back is the model and the optimizer with its slots and counters; the rate becomes max(rate · factor, minLr) of
 * the rate in force now, and a schedule beside it keeps its shape, as with {@link ReduceLROnPlateau}. The epochs and batches
 * of the fit go on counting, and so does a schedule of {@link LearningRateScheduler}; one of `scheduled` counts the
 * optimizer's updates and goes back with them.
 *
 * A snapshot is taken before a batch, and is good once the loss of that batch has been read and is fine: a loss is computed
 * before the update, so it tells of the weights of then, and of the updates before it. When training diverges again before
 * another snapshot has proved good, it goes back by one more. After `maxRetries` recoveries, and when there is nothing good
 * to go back to, training ends, with the model as it last was good. The very last update of a training is seen by no loss:
 * a validation sees it.
 *
 * On the backends cpu, wasm and tensorflow a divergence is noticed at its batch. On others, such as webgl and webgpu, a loss
 * is only asked for, and the divergence noticed when the number has arrived, at the latest at the end of the epoch; what was
 * trained in between goes with it.
 *
 * - Losses may grow for long before one is infinite, and until then every snapshot counts as good. With a `spikeFactor` it is
 *   noticed in time.
 * - Let it be the first of the list: the others then see the model that training goes on with.
 * - The loss of an epoch in which a batch was NaN is NaN in tfjs's logs. {@link EarlyStopping} and
 *   {@link ReduceLROnPlateau} take that for an epoch without improvement.
 * - `TerminateOnNaN`, or an early stopping with `checkFinite`, in the same list would stop the training.
 * - A snapshot takes no time to speak of, and the memory of one more copy of weights and slots. It is not in
 *   {@link TrainingCallback.getState}; {@link BackupAndRestore} keeps it.
 *
 * Says on the console what it does; {@link RecoverOnDivergence.events} has it as data. Logs the rate of the epoch as
 * `learning_rate`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist; during training a RangeError when the
 * recoveries are used up and `raiseError` is set.
 *
 * @example
 * ```ts
 * model.compile({optimizer: tf.train.sgd(50), loss: 'meanSquaredError'});
 * const recover = new RecoverOnDivergence({factor: 0.1, snapshotFreq: 1});
 * const {history} = await model.fit(x, y, {epochs: 30, callbacks: recover});
 * recover.events.length > 0;                // true
 * recover.stopped;                          // undefined
 * Number.isFinite(history['loss'].at(-1));  // true
 * getLearningRate(model.optimizer) < 50;    // true
 * ```
 */
export class RecoverOnDivergence extends TrainingCallback<RecoverOnDivergenceState> {
  readonly #options: RecoverOnDivergenceOptions;
  #run: Run = start();

  constructor(options: RecoverOnDivergenceOptions = {}) {
    super(owner);
    checkOptions(owner, options, {
      factor: fraction,
      maxRetries: count,
      minLr: nonNegative,
      snapshotFreq: frequency,
      keep: positiveCount,
      spikeFactor: multiple,
      spikeWindow: positiveCount,
      raiseError: flag,
    });
    this.#options = {...options};
  }

  /** The divergences of this run, in order. */
  get events(): readonly Divergence[] {
    return this.#run.events;
  }

  /** The divergence that ended the training; undefined when none did. */
  get stopped(): Divergence | undefined {
    return this.#run.stopped;
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#run.ring?.dispose();
    const saved = this.takeState();
    this.#run = start(saved);
    if (saved?.rate) restoreScale(owner, this.model.optimizer, saved.rate);
    this.#run.ring = new SnapshotRing(this, this.#options.keep ?? 2);
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#run.epoch = epoch;
  }

  override async onBatchBegin(batch: number): Promise<void> {
    const {snapshotFreq = 'epoch'} = this.#options;
    const run = this.#run;
    run.step += 1;
    const {epoch, step, losses} = run;
    const isDue = snapshotFreq === 'epoch' ? batch === 0 : step % snapshotFreq === 0;
    if (isDue) run.ring?.take({epoch, batch, step, losses});
  }

  override async onBatchEnd(batch: number, logs: Logs = {}): Promise<void> {
    await super.onBatchEnd(batch, logs);
    const loss = logs['loss'] as number | Scalar | null | undefined;
    if (loss === null || loss === undefined) return;

    const {epoch, step, asked, arrivals} = this.#run;
    const one: Asked = {epoch, batch, step};
    asked.push(one);
    const read = readLoss(loss, readsLate(getBackend()));
    if (typeof read === 'number') {
      one.loss = read;
    } else {
      const arrival = read.then((value) => void (one.loss = value));
      // It is waited for at the end of the epoch, which a fit that throws does not reach.
      arrival.catch(() => {});
      arrivals.push(arrival);
    }
    this.#judge();
  }

  override async onEpochEnd(_epoch: number, logs: Logs = {}): Promise<void> {
    logRate(logs, rateOf(owner, this.model.optimizer).inForce);
    await Promise.all(this.#run.arrivals.splice(0));
    this.#judge();
  }

  override async onTrainEnd(): Promise<void> {
    this.#run.ring?.dispose();
  }

  /** Looks at the losses that have arrived, in order. */
  #judge(): void {
    const {spikeWindow = 20} = this.#options;
    const run = this.#run;
    while (run.asked[0]?.loss !== undefined) {
      const one = run.asked.shift()!;
      const kind = this.#divergence(one.loss!);
      if (kind) {
        this.#recover(kind, one);
      } else {
        run.losses = [...run.losses, one.loss!].slice(-spikeWindow);
        run.ring?.confirm(one.step);
      }
    }
  }

  #divergence(loss: number): Divergence['kind'] | undefined {
    if (Number.isNaN(loss)) return 'nan';
    if (!Number.isFinite(loss)) return 'infinite';
    const {spikeFactor} = this.#options;
    const median = quantile(Float64Array.from(this.#run.losses).sort(), 0.5);
    if (spikeFactor === undefined || median === undefined) return undefined;
    // A loss may be negative.
    return loss > median + (spikeFactor - 1) * Math.abs(median) ? 'spike' : undefined;
  }

  #recover(kind: Divergence['kind'], {epoch, batch, loss = NaN}: Asked): void {
    const {factor = 0.5, maxRetries = 3, minLr = 0} = this.#options;
    const {optimizer} = this.model;
    const run = this.#run;
    // They come from weights that are given up.
    run.asked = [];
    const note = run.ring?.back();
    if (note) run.losses = note.losses;

    const {inForce} = rateOf(owner, optimizer);
    const goesOn = note !== undefined && run.retries < maxRetries;
    const learningRate = goesOn && inForce > minLr ? Math.max(inForce * factor, minLr) : inForce;
    const restoredFrom = note && {epoch: note.epoch, batch: note.batch};
    const event: Divergence = {kind, epoch, batch, loss, learningRate, restoredFrom};
    run.events = [...run.events, event];
    if (!goesOn) {
      this.#end(event);
      return;
    }
    run.retries += 1;
    writeScaled(owner, optimizer, learningRate);
    const {message, back} = inWords(event);
    this.warnOnce(`${message}; ${back}, learning rate ${learningRate}.`);
  }

  #end(event: Divergence): void {
    const {maxRetries = 3, raiseError} = this.#options;
    this.#run.stopped = event;
    this.model.stopTraining = true;
    const {message, back} = inWords(event);
    const end = `${message}, after ${this.#run.retries} of ${maxRetries} recoveries; ${back}`;
    if (raiseError) throw new RangeError(`${owner}: ${end}.`);
    this.warnOnce(`${end}, training stops.`);
  }

  protected override currentState(): RecoverOnDivergenceState {
    const {retries, step, losses} = this.#run;
    return {retries, rate: this.model && rateOf(owner, this.model.optimizer), step, losses: [...losses]};
  }
}

function inWords({kind, loss, epoch, batch, restoredFrom: from}: Divergence) {
  const spike = kind === 'spike' ? ', a spike,' : '';
  return {
    message: `the loss is ${loss}${spike} in batch ${batch} of epoch ${epoch}`,
    back: from ? `back to batch ${from.batch} of epoch ${from.epoch}` : 'nothing good to go back to',
  };
}

function start({retries = 0, step = -1, losses = []}: Partial<RecoverOnDivergenceState> = {}): Run {
  return {epoch: 0, step, retries, losses, ...{asked: [], arrivals: [], events: []}};
}

/** As tfjs spells it: the same as `new RecoverOnDivergence(options)`. */
export function recoverOnDivergence(options?: RecoverOnDivergenceOptions): RecoverOnDivergence {
  return new RecoverOnDivergence(options);
}
