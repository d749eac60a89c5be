import type {Logs, Optimizer} from '@tensorflow/tfjs';
import {quantile} from '../internal/quantile.js';
import type {ClippedOptimizer} from '../optimizers/clipGradients.js';
import type {ClippingStatistics} from '../optimizers/clipping/clippingStatistics.js';
import {chainOf, innermost} from '../optimizers/wrapping.js';
import {TrainingCallback} from './TrainingCallback.js';

const owner = 'GradientNormMonitor';

/** Readings in the order of the epochs; the arrays belong together index by index. */
export interface GradientNorms {
  /** The epoch, counted from 0. */
  index: number[];
  /** Half of the epoch's norms are at most this. NaN for an epoch without an update, as are `p99` and `clipped`. */
  median: number[];
  /** 99 of 100 norms of the epoch are at most this. */
  p99: number[];
  /** The share of the epoch's updates of which a gradient was changed, from 0 to 1. */
  clipped: number[];
  /** Number of the epoch's updates that were left out, because a gradient was not finite. */
  skipped: number[];
  /** The `globalNorm` of the epoch's last update; null where gradients are clipped by something else than this norm. */
  threshold: (number | null)[];
}

/** State of {@link GradientNormMonitor} as JSON: what it has read. */
export interface GradientNormMonitorState {
  /** As in {@link GradientNormMonitor.epochs}; a number that is not finite is text, because JSON has none. */
  epochs: Record<keyof GradientNorms, (number | string | null)[]>;
}

/**
 * Records how large the gradients of each epoch were, and how many of its updates were clipped, from an optimizer made by
 * {@link clipGradients}.
 *
 * Logs the median of the epoch's gradient norms as `gradient_norm`, their 99th percentile as `gradient_norm_p99`, the share
 * of updates that were clipped as `gradient_clipped` (0 to 1) and the number of those left out as `gradient_skipped`: so
 * they reach `history`, TensorBoard and tfjs-vis. The same numbers are in {@link GradientNormMonitor.epochs}, which
 * {@link gradientNormChart} draws.
 *
 * A norm is that of all gradients together before clipping, whatever they are clipped by; one that is not finite counts as
 * the largest. The optimizer keeps 1,024 norms: a longer epoch is described by its latest 1,024, but for the share and the
 * number. The norms are read at train begin and once an epoch. Wrappers may lie around the optimizer; of several that clip,
 * the outermost is watched.
 *
 * PyTorch: what `clip_grad_norm_` returns; Lightning: `grad_norm`; Keras has none.
 *
 * @throws TypeError at train begin, when the optimizer clips no gradients.
 *
 * @example
 * ```ts
 * model.compile({optimizer: clipGradients(tf.train.sgd(0.1), {globalNorm: 0.01}), loss: 'meanSquaredError'});
 * const monitor = new GradientNormMonitor();
 * const {history} = await model.fit(x, y, {epochs: 3, callbacks: monitor});
 * monitor.epochs.clipped;          // [1, 1, 1]
 * history.gradient_norm[0] > 0.01; // true
 * ```
 */
export class GradientNormMonitor extends TrainingCallback<GradientNormMonitorState> {
  #run = start();

  constructor() {
    super(owner);
  }

  /** A copy of what was read. */
  get epochs(): GradientNorms {
    return structuredClone(this.#run.epochs);
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    // Others may have trained with the optimizer before.
    const before = await this.#optimizer().stats();
    this.#run = {...start(this.takeState()), before};
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    const {epochs, before} = this.#run;
    const optimizer = this.#optimizer();
    const now = await optimizer.stats();
    this.#run.before = now;
    const {median, p99, clipped, skipped} = difference(before, now);
    epochs.index.push(epoch);
    epochs.median.push((logs['gradient_norm'] = median));
    epochs.p99.push((logs['gradient_norm_p99'] = p99));
    epochs.clipped.push((logs['gradient_clipped'] = clipped));
    epochs.skipped.push((logs['gradient_skipped'] = skipped));
    epochs.threshold.push(optimizer.mode === 'globalNorm' ? latestThreshold(optimizer) : null);
  }

  #optimizer(): ClippedOptimizer {
    const {optimizer} = this.model;
    const clipped = chainOf(optimizer).find(clips);
    if (clipped) return clipped;
    throw new TypeError(
      `${owner}: \`optimizer\` must clip gradients, so that it knows their norms; got ` +
        `${innermost(optimizer).getClassName()}. Compile the model with clipGradients(optimizer, {globalNorm: 1}).`,
    );
  }

  protected override currentState(): GradientNormMonitorState {
    return {
      // By itself JSON turns a number that is not finite to null.
      epochs: each(this.#run.epochs, (one) => (Number.isFinite(one ?? 0) ? one : String(one))),
    };
  }
}

function start(saved?: GradientNormMonitorState) {
  const none: GradientNorms = {index: [], median: [], p99: [], clipped: [], skipped: [], threshold: []};
  return {
    epochs: saved
      ? (each(saved.epochs, (one) => (typeof one === 'string' ? Number(one) : one)) as GradientNorms)
      : none,
    /** What the optimizer had counted before the epoch. */
    before: {steps: 0, clipped: 0, skipped: 0},
  };
}

// Not `instanceof`: it would bring all of the clipping along.
function clips(optimizer: Optimizer): optimizer is ClippedOptimizer {
  return 'stats' in optimizer && 'threshold' in optimizer;
}

type Counts = Pick<ClippingStatistics, 'steps' | 'clipped' | 'skipped'>;

/** What happened from one count to the next. Of an optimizer that was put back in between nothing is known. */
function difference(before: Counts, now: ClippingStatistics) {
  const wasPutBack = (['steps', 'clipped', 'skipped'] as const).some((name) => now[name] < before[name]);
  const since = wasPutBack ? now : before;
  const updates = now.steps - since.steps;
  const sorted = Float64Array.from(now.norms.slice(Math.max(now.norms.length - updates, 0))).sort();
  return {
    median: quantile(sorted, 0.5) ?? NaN,
    p99: quantile(sorted, 0.99) ?? NaN,
    clipped: (now.clipped - since.clipped) / updates,
    skipped: now.skipped - since.skipped,
  };
}

function latestThreshold({threshold, iterations}: ClippedOptimizer): number {
  return typeof threshold === 'number' ? threshold : threshold(Math.max(iterations - 1, 0));
}

function each<From, To>(
  lists: {readonly [Name in keyof GradientNorms]: readonly From[]},
  turn: (one: From) => To,
): Record<keyof GradientNorms, To[]> {
  const entries = Object.entries(lists).map(([name, list]) => [name, list.map(turn)]);
  return Object.fromEntries(entries) as Record<keyof GradientNorms, To[]>;
}

/** As tfjs spells it: the same as `new GradientNormMonitor()`. */
export function gradientNormMonitor(): GradientNormMonitor {
  return new GradientNormMonitor();
}
