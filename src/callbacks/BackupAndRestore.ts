import type {LayersModel} from '@tensorflow/tfjs';
import {checkOptions, flag, oneOf, required, type Rule} from '../internal/check.js';
import {checkModel} from '../state/checkModel.js';
import type {Content, Generations, Newest} from '../storage/Generations.js';
import {checkPlace, isPlace, type BackupPlace} from '../storage/placeOfBackups.js';
import {afterOthers} from './afterOthers.js';
import {backupOf, backupsAt, restoreCallbacks, restoreModel, type Backup} from './backup.js';
import {fellows} from './fellows.js';
import {TrainingCallback} from './TrainingCallback.js';

const owner = 'BackupAndRestore';

/** Options of {@link BackupAndRestore}. */
export interface BackupAndRestoreOptions {
  /**
   * Where backups are kept: a folder, with or without `file://` in front (Node); `indexeddb://name` (a page); a `Map`, which
   * outlives a fit that throws; or anything else with its methods `get`, `set` and `delete`. Each training needs a place of
   * its own.
   */
  backupDir: BackupPlace;
  /** After what to back up: each epoch, or a number of epochs; after the last one always. @defaultValue 'epoch' */
  saveFreq?: 'epoch' | {epochs: number};
  /** Whether the backups are removed when a training has come to its end. @defaultValue true */
  deleteCheckpoint?: boolean;
  /** What a backup that cannot be written does: it is reported as a warning, or ends the training. @defaultValue 'warn' */
  onError?: 'warn' | 'throw';
}

/** Where a training goes on: for `fit`, `fitDataset` and {@link seededShuffle}, as a part of their options. */
export interface ResumePoint {
  readonly initialEpoch: number;
}

const aPlace: Rule = {
  must: "a folder, 'indexeddb://name', or a storage with get, set and delete, such as a Map",
  kind: (value) =>
    typeof value === 'string' || (typeof value === 'object' && value !== null && isPlace(value as never)),
  test: isPlace,
};
const frequency: Rule = {
  must: "'epoch' or {epochs: number}: fit cannot begin at a batch",
  kind: (value) =>
    value === 'epoch' || typeof value === 'number' || (typeof value === 'object' && value !== null),
  test: (value: 'epoch' | {epochs?: number}) => value === 'epoch' || periodOf(value) >= 1,
};

/** What the next fit is to go on with. */
interface Resumed {
  readonly expected: number | undefined;
  /** Gives the callbacks their states; says what does not fit. */
  readonly callbacks: (callbacks: readonly TrainingCallback[]) => readonly string[];
}

/** NaN unless it is an integer. */
function periodOf({epochs}: {epochs?: number}): number {
  return Number.isSafeInteger(epochs) ? epochs! : NaN;
}

/**
 * Backs a training up, so that after a crash, a kill or a closed page it goes on as if nothing had happened.
 *
 * A backup is the whole training: the weights, the optimizer with its slots and counters, the rate as base and scale, the
 * epoch, and the state of every callback of this library in the list, with the models that it holds in memory. `resume`,
 * called before each `fit`, puts all of it back and says at which epoch to go on: at 0 when there is no backup. With
 * `shuffle: false`, or a {@link seededShuffle}, the weights at the end are bit for bit those of a training that was never
 * interrupted; other sources of chance, such as dropout without a seed, go on from elsewhere.
 *
 * - It may stand anywhere in the list: it backs up when all others have ended the epoch. Training waits for it.
 * - An epoch after or in which training is stopped is not backed up. Resumed, training goes through it again, and whatever
 *   stopped it does so again.
 * - Two backups are kept. When the newer one is damaged the older one is taken, and a warning says so.
 * - The models held are the best epoch of {@link EarlyStopping} and {@link ReduceLROnPlateau} with
 *   `restoreBestWeights`, and what {@link RecoverOnDivergence} goes back to. A backup is larger by the size of each.
 *
 * Keras: `BackupAndRestore`, which puts only the model back, and goes on by itself; tfjs cannot be told the first epoch
 * from within a fit. Lightning: `ckpt_path`; transformers: `resume_from_checkpoint`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist, and when there is no such place here;
 * at train begin, when the place cannot be read; during training an Error when a backup cannot be written and `onError` is
 * `throw`.
 *
 * @example
 * ```ts
 * const backup = new BackupAndRestore({backupDir: './backup'});
 * const callbacks = [reduceLROnPlateau({monitor: 'loss'}), backup];
 * await model.fit(x, y, {epochs: 20, shuffle: false, callbacks, ...(await backup.resume(model))});
 * ```
 *
 * @example
 * With data that is shuffled:
 * ```ts
 * const backup = new BackupAndRestore({backupDir: 'file://./backup', saveFreq: {epochs: 5}});
 * const start = await backup.resume(model);
 * const batches = seededShuffle(x, y, {batchSize: 4, seed: 1, ...start});
 * await model.fitDataset(batches, {epochs: 20, callbacks: backup, ...start});
 * ```
 *
 * @see {@link https://keras.io/api/callbacks/backup_and_restore/ | Keras}
 */
export class BackupAndRestore extends TrainingCallback {
  readonly #options: Required<Omit<BackupAndRestoreOptions, 'saveFreq'>>;
  /** Epochs from one backup to the next. */
  readonly #period: number;
  #opened: Generations | undefined;
  #resumed: Resumed | undefined;
  /** The epoch with which the backup goes on, when there is one. */
  #expected: number | undefined;

  constructor(options: BackupAndRestoreOptions) {
    super(owner);
    checkOptions(owner, options, {
      backupDir: required(aPlace),
      saveFreq: frequency,
      deleteCheckpoint: flag,
      onError: oneOf('warn', 'throw'),
    });
    const {backupDir, saveFreq = 'epoch', deleteCheckpoint = true, onError = 'warn'} = options;
    checkPlace(owner, 'backupDir', backupDir);
    this.#options = {backupDir, deleteCheckpoint, onError};
    this.#period = saveFreq === 'epoch' ? 1 : saveFreq.epochs;
  }

  /**
   * Puts the model back to the newest backup that is whole, and lets the callbacks of the next fit go on from it. Without
   * a backup everything stays as it is.
   *
   * @param model - Built and compiled as when it was backed up.
   * @returns What `fit` needs to go on: `initialEpoch`, 0 without a backup.
   * @throws TypeError when it is no model of layers, or does not fit the backup; an Error when the place cannot be read.
   * Nothing is changed then.
   */
  async resume(model: LayersModel): Promise<ResumePoint> {
    checkModel(owner, model);
    const {content, faults} = await this.#read();
    const epoch = content ? epochOf(content) : 0;
    for (const fault of faults) {
      console.warn(`${owner}: a backup is left out, because ${fault}; training goes on with epoch ${epoch}.`);
    }
    this.#resumed = {expected: undefined, callbacks: () => []};
    if (content) this.#resumed = {expected: epoch, callbacks: restored(model, content)};
    return {initialEpoch: epoch};
  }

  /** Removes the backups, as after a training with `deleteCheckpoint: false`. */
  async remove(): Promise<void> {
    await this.#backups().remove();
  }

  // By now all callbacks of the fit are known, and none has begun.
  override setModel(model: LayersModel): void {
    super.setModel(model);
    for (const remark of this.#resumed?.callbacks(this.#others()) ?? []) console.warn(`${owner}: ${remark}`);
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    if (!this.params) throw this.unreached('params');
    if (this.#resumed) {
      this.#expected = this.#resumed.expected;
      this.#resumed = undefined;
    } else {
      const {content} = await this.#read();
      this.#expected = content && epochOf(content);
    }
    afterOthers(this.model.history, {
      onEpochEnd: (epoch) => this.#backUp(epoch + 1),
      onTrainEnd: async () => {
        if (this.#options.deleteCheckpoint) await this.#attempt('remove the backups', () => this.remove());
      },
    });
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    const expected = this.#expected;
    this.#expected = undefined;
    if (expected === undefined || expected === epoch) return;
    this.warnOnce(
      `there is a backup that goes on with epoch ${expected}, and this fit begins with epoch ${epoch}; ` +
        'write fit(x, y, {…, ...(await backup.resume(model))}).',
    );
  }

  /** Backs up the training as it is before an epoch. */
  async #backUp(epoch: number): Promise<void> {
    const isDue = epoch % this.#period === 0 || epoch === this.params['epochs'];
    if (!isDue || this.model.stopTraining) return;
    await this.#attempt(`back up epoch ${epoch}`, async () => {
      await this.#backups().write(await backupOf(this.model, epoch, this.#others()));
    });
  }

  async #attempt(what: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (cause) {
      const message = `${owner}: could not ${what}: ${reasonOf(cause)}`;
      if (this.#options.onError === 'throw') throw new Error(message, {cause});
      console.warn(message);
    }
  }

  async #read(): Promise<Newest> {
    try {
      return await this.#backups().read();
    } catch (cause) {
      throw new Error(`${owner}: could not read the backups: ${reasonOf(cause)}`, {cause});
    }
  }

  #backups(): Generations {
    const {backupDir} = this.#options;
    return (this.#opened ??= backupsAt(backupDir));
  }

  /** The callbacks of this library in the fit, but for this one. */
  #others(): TrainingCallback[] {
    const all = (fellows.get(this.params) ?? []) as readonly TrainingCallback[];
    return all.filter((one) => one !== this);
  }
}

const epochOf = ({json}: Content): number => (json as Backup).epoch;

/** Puts a model back, and gives what does the same for callbacks. */
function restored(model: LayersModel, content: Content): Resumed['callbacks'] {
  try {
    restoreModel(model, content);
  } catch (cause) {
    throw new TypeError(
      `${owner}: \`model\` must be built and compiled as when it was backed up: ${reasonOf(cause)}`,
      {cause},
    );
  }
  return (callbacks) => restoreCallbacks(callbacks, content);
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** As tfjs spells it: the same as `new BackupAndRestore(options)`. */
export function backupAndRestore(options: BackupAndRestoreOptions): BackupAndRestore {
  return new BackupAndRestore(options);
}
