import type {io, LayersModel, Logs} from '@tensorflow/tfjs';
import {
  checkOptions,
  finite,
  flag,
  oneOf,
  optional,
  positiveCount,
  text,
  verbosity,
  type Rule,
} from '../internal/check.js';
import {readMetric, type MetricLogs} from '../internal/metric.js';
import {direction, objective, type Objective} from '../internal/objective.js';
import {modelArtifacts} from '../storage/modelArtifacts.js';
import {placeOfModel} from '../storage/placeOfModel.js';
import {checkTemplate, fillTemplate, type Moment} from './filepathTemplate.js';
import {TrainingCallback} from './TrainingCallback.js';

const owner = 'ModelCheckpoint';

/** When a model is saved, for a function that says where. */
export interface CheckpointMoment {
  /** Number of the epoch, counted from 0 as in the hooks of tfjs. */
  readonly epoch: number;
  /** Number of the batch, counted from 0, when batches are counted. */
  readonly batch?: number;
  /** The metrics: tensors, or numbers once another callback has read them. */
  readonly logs: Logs;
}

/** A model that was saved. */
export interface SavedModel {
  /** Where it is; undefined when a handler of your own knows. */
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
   * In a string `{epoch}`, `{batch}` and metrics are filled in, formatted as in Python: `{epoch:02d}-{val_loss:.2f}`.
   * Here epochs and batches count from 1, as in Keras.
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
  /** What a save that fails does: it is reported as a warning, or ends the training. @defaultValue 'warn' */
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
 * - What tfjs could not save, or not load again, is an error when training begins. A save that fails later is a warning.
 * - `tf.loadLayersModel` gives back a model that trains on as this one would have, with its rate and the slots of its
 *   optimizer; bit for bit under an {@link OptimizerWrapper}, while tfjs rounds some of Adam's. Metrics that are functions
 *   are not saved. Of a `tf.Sequential` tfjs shows callbacks only an inner model, which comes back as a `tf.LayersModel`;
 *   pass it as `model` to have it come back as it was.
 *
 * Keras: `ModelCheckpoint`; Lightning: `ModelCheckpoint` (`keepLast` is its `save_top_k` by time); ignite: `Checkpoint`
 * (`n_saved`).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist, and when `mode` is `auto` for a
 * metric whose direction is not known; at train begin, when tfjs cannot save to `filepath` here, or cannot save the
 * optimizer; during training an Error when a save fails and `onError` is `throw`.
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
      filepath: place,
      monitor: optional(text),
      saveBestOnly: optional(flag),
      mode: optional(oneOf('auto', 'min', 'max')),
      saveFreq: optional(frequency),
      initialValueThreshold: optional(finite),
      includeOptimizer: optional(flag),
      saveWeightsOnly: optional(flag),
      keepLast: optional(positiveCount),
      model: optional(aModel),
      onError: optional(oneOf('warn', 'throw')),
      verbose: optional(verbosity),
    });
    const {filepath, monitor = 'val_loss', saveBestOnly = false, mode = 'auto', saveFreq = 'epoch'} = options;
    const {saveWeightsOnly = false, includeOptimizer = !saveWeightsOnly, keepLast = Infinity} = options;
    const {initialValueThreshold, model, onError = 'warn', verbose = false} = options;
    if (typeof filepath === 'string') checkTemplate(owner, filepath);
    this.#options = {
      ...{filepath, monitor, saveBestOnly, saveFreq, includeOptimizer, keepLast, model, onError, verbose},
    };
    this.#improves = saveBestOnly
      ? objective({direction: direction(owner, monitor, mode), minDelta: 0, thresholdMode: 'abs'})
      : undefined;
    this.#run = {best: initialValueThreshold ?? null, saved: [], batches: 0};
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
    const {filepath} = this.#options;
    if (typeof filepath !== 'function') await placeOfModel(owner, filepath);
    await this.#artifacts().catch((cause: unknown) => {
      throw new TypeError(
        `${owner}: tfjs cannot save this model: ${reasonOf(cause)} ` +
          'Name its loss, put an OptimizerWrapper around its optimizer, or set includeOptimizer: false.',
      );
    });
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
    await this.#saveIfBetter({epoch: this.#epoch, batch}, logs);
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    const {saveFreq} = this.#options;
    if (typeof saveFreq === 'number') return;
    const period = saveFreq === 'epoch' ? 1 : saveFreq.epochs;
    if ((epoch + 1) % period === 0) await this.#saveIfBetter({epoch}, logs);
  }

  async #saveIfBetter(moment: Moment, logs: Logs): Promise<void> {
    const {monitor, onError} = this.#options;
    // A metric of several values has no best.
    const single = Object.fromEntries(
      Object.entries(logs as MetricLogs).filter(([, one]) => typeof one === 'number' || one.size === 1),
    );
    const value = await (this.#improves ? this.metric(monitor, single) : readMetric(monitor, single));
    if (this.#improves) {
      // What was not measured is saved, as in Keras, but for an epoch that is broken off.
      const isBetter = value === undefined ? !this.model.stopTraining : this.#improves(value, this.#run.best);
      if (!isBetter) return;
    }
    let doing = 'save the model';
    try {
      await this.#save(moment, logs, value);
      doing = 'remove an older one';
      await this.#removeOlder();
    } catch (cause) {
      const message = `${owner}: could not ${doing} in epoch ${moment.epoch + 1}: ${reasonOf(cause)}`;
      if (onError === 'throw') throw new Error(message, {cause});
      console.warn(message);
    }
  }

  async #save(moment: Moment, logs: Logs, value: number | undefined): Promise<void> {
    const {filepath, monitor, verbose} = this.#options;
    const run = this.#run;
    let where = typeof filepath === 'function' ? filepath({...moment, logs}) : filepath;
    if (where === filepath && typeof where === 'string') {
      where = await fillTemplate(where, moment, logs);
    }
    const place = await placeOfModel(owner, where);
    await place.save(await this.#artifacts());

    // Only now: a value whose model is not there is not the one to beat.
    if (this.#improves) run.best = value ?? run.best;
    const name = typeof where === 'string' ? {filepath: where} : {};
    const saved = {...name, ...moment, ...(Number.isFinite(value) && {value: value!})};
    run.saved = [...run.saved.filter((one) => one.filepath === undefined || one.filepath !== where), saved];
    if (verbose) {
      const note = value === undefined ? '' : ` with ${monitor} ${value}`;
      console.log(`Epoch ${moment.epoch + 1}: ${owner} saved ${name.filepath ?? 'the model'}${note}.`);
    }
  }

  async #removeOlder(): Promise<void> {
    const run = this.#run;
    while (run.saved.length > this.#options.keepLast!) {
      const [oldest, ...younger] = run.saved;
      const place = oldest?.filepath && (await placeOfModel(owner, oldest.filepath));
      if (place) await place.remove?.();
      run.saved = younger;
    }
  }

  #artifacts(): Promise<io.ModelArtifacts> {
    const {includeOptimizer, model = this.model} = this.#options;
    return modelArtifacts(model, includeOptimizer);
  }

  protected override currentState(): ModelCheckpointState {
    const {best, saved, batches} = this.#run;
    return {
      // By itself JSON turns an infinite number to null.
      best: best === null || Number.isFinite(best) ? best : String(best),
      saved,
      batches,
    };
  }
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** As tfjs spells it: the same as `new ModelCheckpoint(options)`. */
export function modelCheckpoint(options: ModelCheckpointOptions): ModelCheckpoint {
  return new ModelCheckpoint(options);
}
