import type {io, LayersModel, Logs} from '@tensorflow/tfjs';
import {
  check,
  checkOptions,
  finite,
  flag,
  onOff,
  oneOf,
  positiveCount,
  required,
  text,
  type Rule,
} from '../internal/check.js';
import {readMetric, type MetricLogs} from '../internal/metric.js';
import {direction, objective, type Objective} from '../internal/objective.js';
import {bestKeepers} from './bestKeepers.js';
import type {CheckpointMoment} from './CheckpointMoment.js';
import {checkTemplate} from './filepathTemplate.js';
import {checkFields} from './fillTemplate.js';
import {checkSaving, remove, save} from './saving.js';
import {TrainingCallback} from './TrainingCallback.js';

const owner = 'ModelCheckpoint';

/** A model that was saved. */
export interface SavedModel {
  /** Where it is: the whole path of a folder, or a URL; undefined when a handler of your own knows. */
  readonly filepath?: string;
  /** Number of its epoch, counted from 0 as in the hooks of tfjs. */
  readonly epoch: number;
  /** Number of its batch, counted from 0, when batches are counted. */
  readonly batch?: number;
  /** Its value of the monitored metric, when that is there and finite. */
  readonly value?: number;
}

/** Options of {@link ModelCheckpoint}. */
export interface ModelCheckpointOptions {
  /**
   * Where to save: a folder, with or without `file://` in front; any other URL that tfjs can save to, such as
   * `indexeddb://name`; a handler; or a function that gives one of these.
   *
   * In a string `{epoch}`, `{batch}` and metrics are filled in, with the formats `d` and `f` of Python:
   * `{epoch:02d}-{val_loss:.2f}`. Here epochs and batches count from 1, as in Keras. What `f` gives is what Python gives, but
   * for -0 and numbers from 1e21 on; without a format a number is spelt as in JavaScript, NaN and infinity as in Python.
   */
  filepath: string | io.IOHandler | ((moment: CheckpointMoment) => string | io.IOHandler);
  /** The metric to watch; `accuracy` and `acc` mean the same. @defaultValue 'val_loss' */
  monitor?: string;
  /** Whether to save only a model that is better than all before. @defaultValue false */
  saveBestOnly?: boolean;
  /** Whether less (`min`) or more (`max`) is better; `auto` knows the common metrics. @defaultValue 'auto' */
  mode?: 'auto' | 'min' | 'max';
  /**
   * After what to save: each epoch; a number of batches, counted across epochs; or a number of epochs.
   * @defaultValue 'epoch'
   */
  saveFreq?: 'epoch' | number | {epochs: number};
  /** The value that the first one must be better than, with `saveBestOnly`. @defaultValue none */
  initialValueThreshold?: number | undefined;
  /** Whether to save the optimizer too, so that training can go on. @defaultValue true */
  includeOptimizer?: boolean;
  /** Keras's word for `includeOptimizer: false`; files of tfjs always hold the layers too. @defaultValue false */
  saveWeightsOnly?: boolean;
  /** Number of models that are kept: when one is whole, older ones are removed. @defaultValue all */
  keepLast?: number | undefined;
  /**
   * What to save in place of the model that trains: a part of it, or the `tf.Sequential`, of which tfjs shows callbacks
   * only an inner model.
   * @defaultValue the model that trains
   */
  model?: LayersModel | undefined;
  /**
   * What a save or a removal that fails does: it is reported as a warning, or ends the training.
   * @defaultValue 'warn'
   */
  onError?: 'warn' | 'throw';
  /** Whether to print a line at each save. @defaultValue false */
  verbose?: boolean | 0 | 1;
}

/** State of {@link ModelCheckpoint} as JSON. */
export interface ModelCheckpointState {
  /** The best value that was saved, null before there was one; an infinite one as text, because JSON has none. */
  best: number | string | null;
  /** The models that are kept, the oldest first. */
  saved: readonly SavedModel[];
  /** Batches since the last save. */
  batches: number;
}

interface Run {
  /** Null before there was a value. */
  best: number | null;
  saved: readonly SavedModel[];
  batches: number;
}

const place: Rule = {
  must: 'a folder, a URL, a handler or a function',
  kind: (value) => typeof value === 'string' || Object(value) === value,
  test: (value: string | object) => value !== '',
};
const frequency: Rule = {
  must: "'epoch', a number of batches or {epochs: number}",
  kind: (value) => value === 'epoch' || typeof value === 'number' || (typeof value === 'object' && !!value),
  test: (value: 'epoch' | number | {epochs?: number}) => value === 'epoch' || periodOf(value) >= 1,
};
const aModel: Rule = {
  must: 'a model',
  kind: (value) => typeof (Object(value) as Partial<LayersModel>).save === 'function',
};
const left: Rule = {must: 'false with saveWeightsOnly', kind: (value) => value === false};

/** NaN unless it is an integer. */
function periodOf(frequency: number | {epochs?: number}): number {
  const period = typeof frequency === 'number' ? frequency : frequency.epochs;
  return Number.isSafeInteger(period) ? period! : NaN;
}

/**
 * Saves the model after each epoch, every few epochs or batches, or whenever it is better than before.
 *
 * - With `saveBestOnly`, better is better than all that was saved. NaN never is, and neither is an epoch that was broken
 *   off before its validation; when the metric is missing otherwise, the model is saved, as in Keras. The best value stays
 *   from fit to fit, as the files do.
 * - In Node a folder has a whole model at any moment, even if the process is killed while it saves: see
 *   {@link modelFiles}, which also loads it. Elsewhere a name with `{epoch}` in it, and `keepLast`, keep the older model
 *   until the newer one is whole.
 * - What tfjs could not save, or not load again for want of a class that `tf.serialization.registerClass` knows, is an
 *   error when training begins. A save that fails later is a warning; but a metric in `filepath` that is not there at the
 *   first save is an error. A model that could not be removed is tried again at the next save.
 * - `tf.loadLayersModel` gives back a model that trains on as this one would have, with its rate and the slots of its
 *   optimizer; bit for bit under an {@link OptimizerWrapper}, while tfjs rounds some of Adam's. Metrics that are functions
 *   are not saved. Of a `tf.Sequential` tfjs shows callbacks only an inner model, which comes back as a `tf.LayersModel`;
 *   pass it as `model` to have it come back as it was.
 *
 * Keras: `ModelCheckpoint`; Lightning: `ModelCheckpoint` (`keepLast` is its `save_top_k` by time); ignite: `Checkpoint`
 * (`n_saved`).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist, and when `mode` is `auto` for a
 * metric whose direction is not known; at train begin, when tfjs cannot save to `filepath` here, or could not save the
 * model or load it again; at the first save, when `filepath` names a metric that is not there; during training an Error
 * when a save fails and `onError` is `throw`.
 *
 * @example
 * ```ts
 * const checkpoint = new ModelCheckpoint({
 *   filepath: './results/epoch-{epoch:02d}',
 *   monitor: 'val_loss',
 *   saveBestOnly: true,
 *   keepLast: 1,
 * });
 * await model.fit(x, y, {epochs: 3, validationData: [xVal, yVal], callbacks: [checkpoint]});
 * const best = await tf.loadLayersModel(modelFiles(checkpoint.saved[0].filepath));
 * ```
 *
 * @see {@link https://keras.io/api/callbacks/model_checkpoint/ | Keras}
 */
export class ModelCheckpoint extends TrainingCallback<ModelCheckpointState> {
  readonly #options: Required<
    Omit<ModelCheckpointOptions, 'mode' | 'initialValueThreshold' | 'saveWeightsOnly'>
  >;
  readonly #improves: Objective | undefined;
  #run: Run;
  #epoch = 0;

  constructor(options: ModelCheckpointOptions) {
    super(owner);
    checkOptions(owner, options, {
      filepath: required(place),
      monitor: text,
      saveBestOnly: flag,
      mode: oneOf('auto', 'min', 'max'),
      saveFreq: frequency,
      initialValueThreshold: finite,
      includeOptimizer: flag,
      saveWeightsOnly: flag,
      keepLast: positiveCount,
      model: aModel,
      onError: oneOf('warn', 'throw'),
      verbose: onOff,
    });
    const {filepath, monitor = 'val_loss', saveBestOnly = false, mode = 'auto', saveFreq = 'epoch'} = options;
    const {saveWeightsOnly = false, includeOptimizer = !saveWeightsOnly, keepLast = Infinity} = options;
    const {initialValueThreshold, model, onError = 'warn', verbose = false} = options;
    if (saveWeightsOnly) check(owner, 'includeOptimizer', includeOptimizer, left);
    if (typeof filepath === 'string') checkTemplate(owner, filepath, typeof saveFreq === 'number');
    this.#options = {
      ...{filepath, monitor, saveBestOnly, saveFreq, includeOptimizer, keepLast, model, onError, verbose},
    };
    this.#improves = saveBestOnly
      ? objective({direction: direction(owner, monitor, mode), minDelta: 0, thresholdMode: 'abs'})
      : undefined;
    this.#run = {best: initialValueThreshold ?? null, saved: [], batches: 0};
    if (saveBestOnly && monitor.startsWith('val_')) bestKeepers.add(this);
  }

  /** The best value that was saved, with `saveBestOnly`; before there was one, `initialValueThreshold`. */
  get best(): number | undefined {
    return this.#run.best ?? undefined;
  }

  /** The models that were saved and are kept, the oldest first. */
  get saved(): readonly SavedModel[] {
    return structuredClone(this.#run.saved);
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    await checkSaving(owner, this.#saving());
    const state = this.takeState();
    if (state) this.#run = {...state, best: state.best === null ? null : Number(state.best)};
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#epoch = epoch;
  }

  override async onBatchEnd(batch: number, logs: Logs = {}): Promise<void> {
    await super.onBatchEnd(batch, logs);
    const {saveFreq} = this.#options;
    if (typeof saveFreq !== 'number') return;
    this.#run.batches += 1;
    if (this.#run.batches < saveFreq) return;
    this.#run.batches = 0;
    await this.#saveIfBetter({epoch: this.#epoch, batch, logs});
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    const {saveFreq} = this.#options;
    if (typeof saveFreq === 'number') return;
    const period = saveFreq === 'epoch' ? 1 : saveFreq.epochs;
    if ((epoch + 1) % period === 0) await this.#saveIfBetter({epoch, logs});
  }

  async #saveIfBetter(moment: CheckpointMoment): Promise<void> {
    const {filepath, monitor} = this.#options;
    const {epoch, logs} = moment;
    const run = this.#run;
    // A metric of several values has no best.
    const single = Object.fromEntries(
      Object.entries(logs as MetricLogs).filter(([, one]) => typeof one === 'number' || one.size === 1),
    );
    const value = await (this.#improves ? this.metric(monitor, single) : readMetric(monitor, single));
    if (this.#improves) {
      // What was not measured is saved, as in Keras, but for an epoch that is broken off.
      const isBetter = value === undefined ? !this.model.stopTraining : this.#improves(value, run.best);
      if (!isBetter) return;
    }
    if (typeof filepath === 'string' && run.saved.length === 0 && !this.model.stopTraining) {
      // What is missing now would be at each save.
      await checkFields(owner, filepath, moment);
    }
    await this.#attempt(`save the model in epoch ${epoch + 1}`, () => this.#save(moment, value));
    await this.#removeOlder();
  }

  async #save(moment: CheckpointMoment, value: number | undefined): Promise<void> {
    const {monitor, verbose} = this.#options;
    const run = this.#run;
    const filepath = await save(owner, this.#saving(), moment);

    // Only now: a value whose model is not there is not the one to beat.
    if (this.#improves) run.best = value ?? run.best;
    const {logs: _, ...when} = moment;
    const saved = {...(filepath && {filepath}), ...when, ...(Number.isFinite(value) && {value: value!})};
    run.saved = [...run.saved.filter((one) => !filepath || one.filepath !== filepath), saved];
    if (verbose) {
      const note = value === undefined ? '' : ` with ${monitor} ${value}`;
      console.log(`Epoch ${moment.epoch + 1}: ${owner} saved ${filepath ?? 'the model'}${note}.`);
    }
  }

  async #removeOlder(): Promise<void> {
    const run = this.#run;
    for (const old of run.saved.slice(0, -this.#options.keepLast!)) {
      await this.#attempt(`remove ${old.filepath}`, async () => {
        if (old.filepath) await remove(owner, old.filepath);
        run.saved = run.saved.filter((one) => one !== old);
      });
    }
  }

  /** Does something; what fails is reported once, or thrown, as `onError` says. */
  async #attempt(what: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (cause) {
      const reason = `could not ${what}: ${cause instanceof Error ? cause.message : String(cause)}`;
      if (this.#options.onError === 'throw') throw new Error(`${owner}: ${reason}`, {cause});
      this.warnOnce(reason);
    }
  }

  #saving() {
    const {filepath, includeOptimizer, model = this.model} = this.#options;
    return {filepath, includeOptimizer, model};
  }

  protected override currentState(): ModelCheckpointState {
    const {best, batches} = this.#run;
    return {
      // By itself JSON turns an infinite number to null.
      best: best === null || Number.isFinite(best) ? best : String(best),
      saved: this.saved,
      batches,
    };
  }
}

/** As tfjs spells it: the same as `new ModelCheckpoint(options)`. */
export function modelCheckpoint(options: ModelCheckpointOptions): ModelCheckpoint {
  return new ModelCheckpoint(options);
}
