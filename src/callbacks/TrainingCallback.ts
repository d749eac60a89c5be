import {Callback, type LayersModel} from '@tensorflow/tfjs';
import {readMetric, type MetricLogs} from '../internal/metric.js';
import {show} from '../internal/show.js';
import {turnEventLoop} from '../internal/turnEventLoop.js';
import {fellows} from './fellows.js';

const hooks = [
  'onTrainBegin',
  'onTrainEnd',
  'onEpochBegin',
  'onEpochEnd',
  'onBatchBegin',
  'onBatchEnd',
] as const;

/**
 * What all callbacks of this library are, and a base for others: a `tf.Callback` that also works where tfjs takes a list
 * apart.
 *
 * - Its hooks are bound. Behind a plain object tfjs calls them with another `this`.
 * - Without a model it fails at once, at train begin, and says which list to write.
 * - It lets the event loop turn every 150 ms, which tfjs does not once the list begins with a class instance.
 * - It can read a metric that is a tensor or a number, and says once when it is not there.
 * - Its state can be taken out and put back as JSON.
 *
 * A subclass that overrides `onTrainBegin` or `onBatchEnd` awaits the `super` method first.
 *
 * @example
 * ```ts
 * class StopAt extends TrainingCallback {
 *   constructor(private readonly goal: number) {
 *     super('StopAt');
 *   }
 *   override async onEpochEnd(_epoch: number, logs: tf.Logs = {}): Promise<void> {
 *     const loss = await this.metric('loss', logs);
 *     if (loss !== undefined && loss < this.goal) this.model.stopTraining = true;
 *   }
 * }
 * await model.fit(x, y, {epochs: 100, callbacks: [new StopAt(0.1)]});
 * ```
 */
export class TrainingCallback<State extends object = object> extends Callback {
  /** The name that stands in front of errors and warnings. */
  declare protected readonly owner: string;
  readonly #warned = new Set<string>();
  #saved: State | undefined;

  constructor(owner: string) {
    super();
    this.owner = owner;
    for (const hook of hooks) this[hook] = this[hook].bind(this) as never;
  }

  /** Takes what tfjs tells of the fit, and lets the other callbacks of the fit find this one. */
  override setParams(params: Callback['params']): void {
    this.params = params;
    fellows.set(params, [...(fellows.get(params) ?? []), this]);
  }

  /** Takes the model of any copy of tfjs, where `tf.Callback` accepts only those of its own. */
  override setModel(model: LayersModel): void {
    this.model = model;
  }

  /** @throws TypeError when tfjs gave no model. */
  override async onTrainBegin(): Promise<void> {
    if (!this.model) throw this.unreached('model');
    this.#warned.clear();
  }

  override async onBatchEnd(_batch: number, _logs?: object): Promise<void> {
    const turned = this.params && turnEventLoop(this.params);
    if (turned) await turned;
  }

  /**
   * The state of the run, as plain JSON: what {@link TrainingCallback.setState} takes, in another process as well.
   *
   * After `setState`, and until the next fit begins, it is what was set.
   */
  getState(): State {
    return this.#saved ?? this.currentState();
  }

  /**
   * Lets the next fit begin with a state taken by {@link TrainingCallback.getState}. It holds for that fit only: the one
   * after it begins afresh.
   *
   * @throws TypeError when a field of such a state is missing; nothing is changed then.
   */
  setState(state: State): void {
    if (Object.keys(this.currentState()).some((name) => !(name in (Object(state) as object)))) {
      throw new TypeError(`${this.owner}: \`state\` must be what getState() gave; got ${show(state)}.`);
    }
    this.#saved = structuredClone(state);
  }

  /** What `getState` returns; overridden by callbacks that have a state. */
  protected currentState(): State {
    return {} as State;
  }

  /** The state that `setState` put by for this fit, once. */
  protected takeState(): State | undefined {
    const state = this.#saved;
    this.#saved = undefined;
    return state;
  }

  /**
   * The value of a metric, or undefined when it is not in the logs; of that it warns once in a run.
   *
   * `accuracy` finds tfjs's `acc` and the other way round, with and without `val_`.
   */
  protected async metric(name: string, logs: object): Promise<number | undefined> {
    const value = await readMetric(name, logs as MetricLogs);
    // An epoch that is broken off has no validation metrics, and nobody needs them any more.
    if (value === undefined && !this.model.stopTraining) {
      this.warnOnce(`there is no metric \`${name}\`; there are: ${Object.keys(logs).join(', ') || 'none'}.`);
    }
    const outputs = this.model.outputs.length;
    const total = `val_${this.model.metricsNames[outputs - 1]}`;
    if (outputs > 1 && name.startsWith('val_') && name !== total) {
      this.warnOnce(`with several outputs tfjs mixes metrics up; the total is \`${total}\`.`);
    }
    return value;
  }

  /** A warning that a run shows only once. */
  protected warnOnce(message: string): void {
    if (!this.#warned.has(message)) console.warn(`${this.owner}: ${message}`);
    this.#warned.add(message);
  }

  /** The error for a callback that tfjs did not give its model or its params. */
  protected unreached(missing: 'model' | 'params'): TypeError {
    return new TypeError(
      `${this.owner}: got no ${missing}; behind a plain object ` +
        'write combine([…]), of two copies of tfjs load one.',
    );
  }
}
