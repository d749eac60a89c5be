import {getBackend, type Logs, type Scalar} from '@tensorflow/tfjs';
import {checkOptions, flag} from '../internal/check.js';
import {readLoss, readsLate} from '../internal/readLoss.js';
import {TrainingCallback} from './TrainingCallback.js';

const owner = 'TerminateOnNaN';

/** Options of {@link TerminateOnNaN}. */
export interface TerminateOnNaNOptions {
  /**
   * Whether `fit` is to reject with a RangeError. Else it ends as at its last epoch, with the history until then.
   * @defaultValue false
   */
  raiseError?: boolean;
}

/** The loss at which {@link TerminateOnNaN} ended a training, and where that was, counted from 0. */
export interface BatchLoss {
  readonly epoch: number;
  readonly batch: number;
  readonly loss: number;
}

/**
 * Stops training when the loss of a batch is NaN or infinite.
 *
 * On the backends cpu, wasm and tensorflow that is at this batch, as in Keras. On others, such as webgl and webgpu, a loss
 * is only asked for: training goes on, and stops after the batch at which the number has arrived, at the latest at the end
 * of the epoch. A batch without a loss in its logs is passed over.
 *
 * Says why on the console, or in the error. The model is left as it is; `earlyStopping({restoreBestWeights: true})` in the
 * same list gives it back its best epoch, in both cases.
 *
 * Keras: `TerminateOnNaN`; fastai: `TerminateOnNaNCallback`; ignite: `TerminateOnNan`.
 *
 * @throws TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * model.compile({optimizer: tf.train.sgd(1e30), loss: 'meanSquaredError'});
 * const terminate = new TerminateOnNaN();
 * const {epoch} = await model.fit(x, y, {epochs: 100, callbacks: terminate});
 * epoch.length < 5;                        // true
 * Number.isFinite(terminate.stopped.loss); // false
 * ```
 *
 * @see {@link https://keras.io/api/callbacks/terminate_on_nan/ | Keras}
 */
export class TerminateOnNaN extends TrainingCallback {
  readonly #raiseError: boolean;
  #run = start();

  constructor(options: TerminateOnNaNOptions = {}) {
    super(owner);
    checkOptions(owner, options, {raiseError: flag});
    this.#raiseError = options.raiseError ?? false;
  }

  /** The first loss that was NaN or infinite; undefined when there was none. */
  get stopped(): BatchLoss | undefined {
    return this.#run.stopped;
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#run = start();
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#run.epoch = epoch;
  }

  override async onBatchEnd(batch: number, logs: Logs = {}): Promise<void> {
    await super.onBatchEnd(batch, logs);
    const loss = logs['loss'] as number | Scalar | null | undefined;
    if (loss === null || loss === undefined) return;

    const run = this.#run;
    const {epoch} = run;
    const judge = (value: number): void => {
      if (!Number.isFinite(value)) run.stopped ??= {epoch, batch, loss: value};
    };
    const read = readLoss(loss, readsLate(getBackend()));
    if (typeof read === 'number') {
      judge(read);
    } else {
      const judged = read.then(judge);
      // It is waited for at the end of the epoch, which a fit that throws does not reach.
      judged.catch(() => {});
      run.coming.push(judged);
    }
    this.#terminate();
  }

  override async onEpochEnd(): Promise<void> {
    await Promise.all(this.#run.coming.splice(0));
    this.#terminate();
  }

  #terminate(): void {
    const {stopped} = this.#run;
    if (!stopped) return;
    const {epoch, batch, loss} = stopped;
    this.model.stopTraining = true;
    const message = `the loss is ${loss} in batch ${batch} of epoch ${epoch}`;
    if (!this.#raiseError) {
      this.warnOnce(`${message}; training stops.`);
      return;
    }
    throw new RangeError(
      `${owner}: ${message}; lower the learning rate, which findLearningRate helps to find, or clip the gradients.`,
    );
  }
}

function start() {
  return {
    epoch: 0,
    stopped: undefined as BatchLoss | undefined,
    /** Losses that have been asked for. */
    coming: [] as Promise<void>[],
  };
}

/** As tfjs spells it: the same as `new TerminateOnNaN(options)`. */
export function terminateOnNaN(options?: TerminateOnNaNOptions): TerminateOnNaN {
  return new TerminateOnNaN(options);
}
