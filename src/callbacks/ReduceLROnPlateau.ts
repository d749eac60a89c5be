import type {Logs} from '@tensorflow/tfjs';
import {checkOptions, count, finite, fraction, nonNegative, onOff, oneOf, text} from '../internal/check.js';
import {direction, objective, type Objective} from '../internal/objective.js';
import {rateOf, restoreScale, writeScaled, type Rate} from '../optimizers/rate.js';
import type {BestSnapshot} from './BestSnapshot.js';
import {logRate} from './logRate.js';
import {TrainingCallback} from './TrainingCallback.js';

const owner = 'ReduceLROnPlateau';

/** Options of {@link ReduceLROnPlateau}. */
export interface ReduceLROnPlateauOptions {
  /** The metric to watch; `accuracy` and `acc` mean the same. @defaultValue 'val_loss' */
  monitor?: string;
  /** What the rate is multiplied by, strictly between 0 and 1. @defaultValue 0.1 */
  factor?: number;
  /** Number of epochs without improvement after which the rate is reduced; 0 is the same as 1. @defaultValue 10 */
  patience?: number;
  /** Whether less (`min`) or more (`max`) is better; `auto` knows the common metrics. @defaultValue 'auto' */
  mode?: 'auto' | 'min' | 'max';
  /** The change that must be exceeded to count as improvement; its sign does not matter. @defaultValue 0.0001 */
  minDelta?: number;
  /**
   * Number of epochs that are sat out after a reduction, the next one included: 2 sits out one full epoch, 1 is the same
   * as 0.
   * @defaultValue 0
   */
  cooldown?: number;
  /** The rate below which no reduction goes. @defaultValue 0 */
  minLr?: number;
  /** Whether `minDelta` is a difference (`abs`) or a fraction of the best value (`rel`). @defaultValue 'abs' */
  thresholdMode?: 'abs' | 'rel';
  /**
   * `bestSnapshot`, if each reduction is to go back to the best epoch: the model, and the optimizer with its slots and
   * counters, become what they were at its end. The epochs go on counting. It is larger than this callback, so an app has
   * it only by naming it.
   * @defaultValue undefined
   */
  restoreBestWeights?: ((callback: TrainingCallback) => BestSnapshot) | undefined;
  /** Whether to print a line at each reduction. @defaultValue false */
  verbose?: boolean | 0 | 1;
}

/** State of {@link ReduceLROnPlateau} as JSON. */
export interface ReduceLROnPlateauState {
  /** The best value so far, null before there was one; an infinite one as text, because JSON has none. */
  best: number | string | null;
  /** Epochs since the last improvement or reduction. */
  wait: number;
  /** Epochs still to be sat out. */
  cooldown: number;
  /** The optimizer's rate, null before the first fit. */
  rate: Rate | null;
}

interface Run {
  /** Null before there was a value. */
  best: number | null;
  wait: number;
  cooldown: number;
  /** The model as it was in the best epoch, when it is to be restored. */
  kept?: BestSnapshot | undefined;
}

/**
 * Multiplies the learning rate by `factor` each time a metric stops improving.
 *
 * Counts as Keras does: an epoch improves on the best when it is better by more than `minDelta`; after `patience` epochs
 * that do not, the rate becomes max(rate · factor, minLr). PyTorch's counting is the same with patience + 1 and
 * cooldown + 1. NaN is never an improvement. A schedule beside it keeps its shape: what is reduced is a scale by which
 * the schedule's rate is multiplied, and the scale stays from fit to fit, as the rate of the optimizer does.
 *
 * With `restoreBestWeights` training goes on at the lower rate from the best epoch, not from where it got stuck. The
 * optimizer's slots go back too, because momentum of a way that led nowhere would lead there again; what is reduced is the
 * rate of now. Without a best epoch (all was NaN, or it lies before a state that was set by hand) the model stays as it is.
 *
 * Logs the rate of the epoch, before its reduction, as `learning_rate`.
 *
 * Keras: `ReduceLROnPlateau`; PyTorch: `lr_scheduler.ReduceLROnPlateau`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist, and when `mode` is `auto` for a
 * metric whose direction is not known.
 *
 * @example
 * ```ts
 * await model.fit(x, y, {
 *   epochs: 200,
 *   validationData: [xVal, yVal],
 *   callbacks: [new ReduceLROnPlateau({monitor: 'val_loss', factor: 0.1, patience: 10})],
 * });
 * ```
 *
 * @see {@link https://keras.io/api/callbacks/reduce_lr_on_plateau/ | Keras}
 */
export class ReduceLROnPlateau extends TrainingCallback<ReduceLROnPlateauState> {
  readonly #options: ReduceLROnPlateauOptions & {readonly monitor: string};
  readonly #improves: Objective;
  #run = start();

  constructor(options: ReduceLROnPlateauOptions = {}) {
    super(owner);
    checkOptions(owner, options, {
      monitor: text,
      factor: fraction,
      patience: count,
      mode: oneOf('auto', 'min', 'max'),
      minDelta: finite,
      cooldown: count,
      minLr: nonNegative,
      thresholdMode: oneOf('abs', 'rel'),
      restoreBestWeights: {must: 'bestSnapshot', kind: (value) => typeof value === 'function'},
      verbose: onOff,
    });
    const {monitor = 'val_loss', mode = 'auto', minDelta = 1e-4} = options;
    this.#options = {...options, monitor};
    this.#improves = objective({
      ...options,
      direction: direction(owner, monitor, mode),
      minDelta: Math.abs(minDelta),
    });
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    const saved = this.takeState();
    this.#run = start(saved);
    if (saved?.rate) restoreScale(owner, this.model.optimizer, saved.rate);
    this.#run.kept = this.#options.restoreBestWeights?.(this);
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    const {monitor, patience = 10, factor = 0.1, cooldown = 0, minLr = 0, verbose} = this.#options;
    const value = await this.metric(monitor, logs);
    const {inForce} = rateOf(owner, this.model.optimizer);
    logRate(logs, inForce);
    if (value === undefined) return;

    const run = this.#run;
    if (run.cooldown > 0) run.cooldown -= 1;
    if (this.#improves(value, run.best)) {
      run.best = value;
      run.wait = 0;
      run.kept?.hold();
      return;
    }
    if (run.cooldown > 0) return;
    run.wait += 1;
    // As in Keras the floor is reached in float32, in which the optimizer computes.
    if (run.wait < patience || Math.fround(inForce) <= Math.fround(minLr)) return;

    const next = Math.max(inForce * factor, minLr);
    run.kept?.restoreButRate();
    writeScaled(owner, this.model.optimizer, next);
    run.wait = 0;
    run.cooldown = cooldown;
    if (verbose) console.log(`Epoch ${epoch + 1}: ${owner} reducing learning rate to ${next}.`);
  }

  protected override currentState(): ReduceLROnPlateauState {
    const {best, wait, cooldown} = this.#run;
    return {
      // By itself JSON turns an infinite number to null.
      best: Number.isFinite(best ?? 0) ? best : String(best),
      wait,
      cooldown,
      rate: this.model && rateOf(owner, this.model.optimizer),
    };
  }
}

function start({best = null, wait = 0, cooldown = 0}: Partial<ReduceLROnPlateauState> = {}): Run {
  return {best: best === null ? best : Number(best), wait, cooldown};
}

/** As tfjs spells it: the same as `new ReduceLROnPlateau(options)`. */
export function reduceLROnPlateau(options?: ReduceLROnPlateauOptions): ReduceLROnPlateau {
  return new ReduceLROnPlateau(options);
}
