import type {Logs, Scalar} from '@tensorflow/tfjs';
import {checkOptions, type Rule} from '../internal/check.js';
import {readLogs} from '../internal/readLogs.js';
import {TrainingCallback} from './TrainingCallback.js';

const owner = 'LambdaCallback';

/** The functions of a {@link LambdaCallback}; training waits for a promise that one returns. */
export interface LambdaCallbackOptions {
  /** Is called when a training begins. */
  onTrainBegin?: () => unknown;
  /** Is called when it has ended; not when an error ended it. */
  onTrainEnd?: () => unknown;
  /** Is called when an epoch begins; epochs are counted from 0. */
  onEpochBegin?: (epoch: number) => unknown;
  /** Is called after an epoch with its metrics as numbers; what it adds to them is logged. */
  onEpochEnd?: (epoch: number, logs: Record<string, number>) => unknown;
  /** Is called before an update; those of an epoch are counted from 0. */
  onBatchBegin?: (batch: number) => unknown;
  /** Is called after an update with its metrics as tfjs has them: tensors that live until it returns, or numbers. */
  onBatchEnd?: (batch: number, logs: Record<string, number | Scalar>) => unknown;
}

const hook: Rule = {must: 'a function', kind: (value) => typeof value === 'function'};

/**
 * Calls functions of your own where a training is.
 *
 * tfjs takes a plain object with the same functions too, but then reads the metrics after every batch, for which a GPU
 * has to wait, and cannot have it beside instances of classes. Here the metrics of an epoch are read, those of a batch are
 * not, and it stands in any list.
 *
 * Keras: `LambdaCallback`.
 *
 * @throws TypeError when one of them is no function, or the name is that of no hook.
 *
 * @example
 * ```ts
 * const losses: number[] = [];
 * const callback = new LambdaCallback({onEpochEnd: (_epoch, logs) => losses.push(logs.loss)});
 * const {history} = await model.fit(x, y, {epochs: 2, callbacks: [callback, reduceLROnPlateau({monitor: 'loss'})]});
 * losses.length; // 2
 * ```
 *
 * @see {@link https://keras.io/api/callbacks/lambda_callback/ | Keras}
 */
export class LambdaCallback extends TrainingCallback {
  readonly #hooks: LambdaCallbackOptions;

  constructor(hooks: LambdaCallbackOptions) {
    super(owner);
    checkOptions(owner, hooks, {
      onTrainBegin: hook,
      onTrainEnd: hook,
      onEpochBegin: hook,
      onEpochEnd: hook,
      onBatchBegin: hook,
      onBatchEnd: hook,
    });
    this.#hooks = {...hooks};
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    await this.#hooks.onTrainBegin?.();
  }

  override async onTrainEnd(): Promise<void> {
    await this.#hooks.onTrainEnd?.();
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    await this.#hooks.onEpochBegin?.(epoch);
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    if (!this.#hooks.onEpochEnd) return;
    const numbers = await readLogs(logs);
    await this.#hooks.onEpochEnd(epoch, numbers);
    for (const name of Object.keys(numbers)) logs[name] ??= numbers[name]!;
  }

  override async onBatchBegin(batch: number): Promise<void> {
    await this.#hooks.onBatchBegin?.(batch);
  }

  override async onBatchEnd(batch: number, logs: Logs = {}): Promise<void> {
    await super.onBatchEnd(batch, logs);
    await this.#hooks.onBatchEnd?.(batch, logs);
  }
}

/** As tfjs spells it: the same as `new LambdaCallback(hooks)`. */
export function lambdaCallback(hooks: LambdaCallbackOptions): LambdaCallback {
  return new LambdaCallback(hooks);
}
