import {dispose, keep, scalar, serialization, type Optimizer} from '@tensorflow/tfjs';
import {check, positive, positiveCount} from '../internal/check.js';
import type {Schedule} from '../schedules/Schedule.js';
import {adaptiveGradClip} from './clipping/adaptiveGradClip.js';
import {clipAlone} from './clipping/clipAlone.js';
import {clipByValue} from './clipping/clipByValue.js';
import type {ClipGradientsOptions} from './clipping/ClipGradientsOptions.js';
import {clippingFrom, owner, threshold as aThreshold, type Clipping} from './clipping/clippingFrom.js';
import {clippingStatistics, type ClippingStatistics} from './clipping/clippingStatistics.js';
import {
  count,
  forget,
  keptNorms,
  newTally,
  type ClippingTally,
  type Measure,
} from './clipping/ClippingTally.js';
import {clipTogether} from './clipping/clipTogether.js';
import {difference} from './clipping/difference.js';
import {float32} from './clipping/float32.js';
import {globalNorm, type Norm} from './clipping/globalNorm.js';
import {notFinite} from './clipping/notFinite.js';
import {checkAllMatch, decodePattern, encodePattern, matches} from './layerPatterns.js';
import {OptimizerWrapper, type NamedGradient} from './OptimizerWrapper.js';
import {variableOf} from './slots.js';
import {wrapperFromConfig} from './wrapperFromConfig.js';

/**
 * What {@link clipGradients} makes.
 *
 * @example
 * ```ts
 * const optimizer = new ClippedOptimizer(tf.train.sgd(1), {norm: 3});
 * const weight = tf.variable(tf.scalar(0));
 * optimizer.minimize(() => weight.mul(5), false, [weight]);
 * weight.dataSync()[0];                    // -3
 * optimizer.threshold = 1;
 * optimizer.minimize(() => weight.mul(5), false, [weight]);
 * weight.dataSync()[0];                    // -4
 * const {clipped} = await optimizer.stats();
 * clipped;                                 // 2
 * ```
 */
export class ClippedOptimizer extends OptimizerWrapper {
  static override get className(): string {
    return 'ClippedOptimizer';
  }

  private readonly clipping: Clipping;
  private readonly tally: ClippingTally = newTally();
  /** Whether every pattern of `exclude` has been found to mean a layer. */
  #matched = false;
  /** Of the update that is being made. */
  #measure: Measure | undefined;

  constructor(optimizer: Optimizer, options: ClipGradientsOptions) {
    super(optimizer, owner);
    this.clipping = clippingFrom(options);
  }

  /** Which of the options it clips by. */
  get mode(): 'value' | 'norm' | 'globalNorm' | 'adaptive' {
    return this.clipping.mode;
  }

  /** The `value`, `norm`, `globalNorm` or `clipping`; may be set at any time. */
  get threshold(): number | Schedule {
    return this.clipping.threshold;
  }
  set threshold(threshold: number | Schedule) {
    check(owner, 'threshold', threshold, aThreshold);
    this.clipping.threshold = threshold;
  }

  /**
   * How often gradients were clipped, and how large they were. On webgl and webgpu this is when norms are read, without
   * holding anything up: once an epoch is often enough.
   *
   * @param updates - The norms of how many of the latest updates; at most 1,024 are kept.
   * @throws RangeError or TypeError when `updates` is no integer \>= 1.
   */
  async stats(updates: number = keptNorms): Promise<ClippingStatistics> {
    check(owner, 'updates', updates, positiveCount);
    return clippingStatistics(this.tally, updates);
  }

  override applyGradients(gradients: Parameters<OptimizerWrapper['applyGradients']>[0]): void {
    try {
      super.applyGradients(gradients);
      count(this.tally, this.#measure!);
      this.#measure = undefined;
    } finally {
      // Of an update that threw.
      dispose({...this.#measure});
      this.#measure = undefined;
    }
  }

  protected override transform(gradients: readonly NamedGradient[]): readonly NamedGradient[] | undefined {
    this.#checkExclude(gradients);
    const limit = float32(this.#limit());
    const {mode, nonFinite} = this.clipping;
    const tensors = gradients.map(({tensor}) => tensor);
    const norm = globalNorm(tensors);
    if (nonFinite !== 'propagate' && !isFiniteNorm(norm)) {
      if (nonFinite === 'throw') throw notFinite(owner, gradients);
      this.tally.skipped += 1;
      this.#measure = kept({norm, excess: typeof norm === 'number' ? 0 : scalar(0), limit: 0});
      return undefined;
    }
    if (mode === 'globalNorm') {
      this.#measure = kept({norm, limit});
      const clipped = clipTogether(tensors, norm, limit);
      return clipped === tensors ? gradients : named(gradients, clipped);
    }
    const clipped = gradients.map((gradient) => this.#clip(gradient, limit));
    this.#measure = kept({norm, excess: difference(tensors, clipped), limit: 0});
    return named(gradients, clipped);
  }

  /** That of the next update. */
  #limit(): number {
    const {threshold, mode} = this.clipping;
    if (typeof threshold === 'number') return threshold;
    const limit = threshold(this.iterations);
    check(owner, `${mode === 'adaptive' ? 'clipping' : mode}(${this.iterations})`, limit, positive);
    return limit;
  }

  #clip({name, tensor}: NamedGradient, limit: number): NamedGradient['tensor'] {
    const {mode, epsilon, exclude} = this.clipping;
    if (!tensor) return tensor;
    if (mode === 'value') return clipByValue(tensor, limit);
    if (mode === 'norm') return clipAlone(tensor, limit);
    const weight = variableOf(name);
    if (!weight || exclude.some((pattern) => matches(pattern, name))) return tensor;
    return adaptiveGradClip(tensor, weight, {clipping: limit, epsilon});
  }

  /** Which layers there are is known from the first update on. */
  #checkExclude(gradients: readonly NamedGradient[]): void {
    if (this.#matched) return;
    const names = gradients.map(({name}) => name);
    checkAllMatch(owner, 'exclude', this.clipping.exclude, names);
    this.#matched = true;
  }

  override dispose(): void {
    forget(this.tally);
    super.dispose();
  }

  override getConfig(): serialization.ConfigDict {
    const {mode, epsilon, exclude, nonFinite} = this.clipping;
    const limit = this.#limit();
    const adaptive = {clipping: limit, epsilon, exclude: exclude.map(encodePattern)};
    return {...super.getConfig(), [mode]: mode === 'adaptive' ? adaptive : limit, nonFinite};
  }

  static override fromConfig<T extends serialization.Serializable>(
    cls: serialization.SerializableConstructor<T>,
    config: serialization.ConfigDict,
  ): T {
    return wrapperFromConfig(config, (optimizer, {adaptive, ...options}) => {
      const {exclude, ...others} = (adaptive ?? {}) as serialization.ConfigDict;
      const patterns = ((exclude ?? []) as serialization.ConfigDict[]).map(decodePattern);
      return new cls(optimizer, {...options, ...(adaptive && {adaptive: {...others, exclude: patterns}})});
    });
  }
}

serialization.registerClass(ClippedOptimizer);

/**
 * An optimizer that clips the gradients before each update, so that one wild batch does not throw the weights away.
 *
 * - `value` cuts each entry, which changes the direction; `norm` scales each gradient by itself; `globalNorm` scales all by
 *   one factor and so keeps the direction of the whole step: the usual choice, most often 1. `adaptive` compares the
 *   gradient of each unit (a neuron, a filter: a slice of the last axis) with its weights.
 * - Within the threshold gradients stay as they are, and training is bit for bit that of the optimizer without it.
 * - A threshold may be a schedule, called with `optimizer.iterations` before each update.
 * - {@link ClippedOptimizer.stats} and {@link GradientNormMonitor} show how large gradients are, to choose a threshold by:
 *   the median of the norms is a start.
 *
 * Rate and momentum are those of the inner optimizer, and it is saved with the model, as {@link OptimizerWrapper} says;
 * a threshold that is a schedule is saved as the number that the next update would have had, until `threshold` is set
 * again. What `stats` has counted is not saved with the model. On cpu and wasm norms come from the buffers; elsewhere no
 * value is read in an update unless `nonFinite` asks for it, and up to 512 scalars wait to be counted. On webgpu each such
 * reading leaves two canvases behind in tfjs 4.22.0: for long trainings there take `recoverOnDivergence` instead.
 *
 * Keras: `clipvalue`, `clipnorm`, `global_clipnorm`; PyTorch: `clip_grad_value_`, `clip_grad_norm_`; optax: `clip`,
 * `clip_by_global_norm`, `adaptive_grad_clip`, `apply_if_finite`.
 *
 * @param optimizer - Of tfjs, or a wrapper.
 * @param options - What to clip by, and what to do with gradients that are not finite.
 * @throws RangeError or TypeError when an option breaks its rule or does not exist, when not exactly one of the four is
 * there, or `optimizer` is none; in an update, when a schedule gives no finite number \> 0, when an excluded layer is not
 * there (in the first), and for gradients that are not finite if `nonFinite` is `throw`. Nothing is changed then.
 *
 * @example
 * ```ts
 * model.compile({optimizer: clipGradients(tf.train.adam(0.01), {globalNorm: 1}), loss: 'meanSquaredError'});
 * await model.fit(x, y, {epochs: 5});
 * getLearningRate(model.optimizer); // 0.01
 * ```
 *
 * @see {@link https://arxiv.org/abs/1211.5063} — Pascanu, Mikolov and Bengio, 2013
 * @see {@link https://arxiv.org/abs/2102.06171} — Brock, De, Smith and Simonyan, 2021, for `adaptive`
 */
export function clipGradients(optimizer: Optimizer, options: ClipGradientsOptions): ClippedOptimizer {
  return new ClippedOptimizer(optimizer, options);
}

function named(
  gradients: readonly NamedGradient[],
  tensors: readonly NamedGradient['tensor'][],
): NamedGradient[] {
  return gradients.map(({name}, i) => ({name, tensor: tensors[i]}));
}

/** Lets what is a tensor outlive the update. */
function kept(measure: Measure): Measure {
  for (const one of [measure.norm, measure.excess]) if (typeof one === 'object') keep(one);
  return measure;
}

function isFiniteNorm(norm: Norm): boolean {
  return Number.isFinite(typeof norm === 'number' ? norm : norm.dataSync()[0]);
}
