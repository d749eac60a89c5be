import {
  Optimizer,
  scalar,
  serialization,
  tidy,
  type NamedTensorMap,
  type Scalar,
  type Variable,
} from '@tensorflow/tfjs';
import {check} from '../internal/check.js';
import {applyWhole} from './applyWhole.js';
import {checkGradients} from './checkGradients.js';
import {readLearningRate, writeLearningRate} from './learningRate.js';
import {knownRate} from './rate.js';
import {areInPlaces, inPlaces, listOf, placesOf, type NamedGradient} from './slotOrder.js';
import {assignVariables, fits, otherWeights, slotNames, variablesOf, type NamedTensor} from './slots.js';
import {wrapperFromConfig} from './wrapperFromConfig.js';
import {chainOf, declareWrapper, innermost} from './wrapping.js';

export type {NamedGradient} from './slotOrder.js';

/** What tfjs counts updates in; it declares it protected. */
interface Counter {
  iterations_?: number;
}

const anOptimizer = {
  must: 'an optimizer, such as tf.train.adam(0.001)',
  // Not `instanceof`: that fails for null, and with two copies of tfjs.
  kind: (value: unknown) =>
    (['applyGradients', 'computeGradients', 'getConfig'] as const).every(
      (method) => typeof (Object(value) as Partial<Optimizer>)[method] === 'function',
    ),
};

/**
 * An optimizer that holds another one and hands it the gradients: so that layers can be frozen in the middle of a training,
 * and a base for others that change the gradients, such as {@link scheduled}.
 *
 * A subclass overrides `transform`, which runs in a tidy, or `updated`, which runs after it, and in `getConfig` adds its options to those of `super`; they
 * are the second argument of its constructor when it is loaded. What it learns, it keeps in ordinary fields: numbers are
 * then part of {@link captureTrainingState}, and variables of `getWeights` too.
 *
 * - Rate, momentum and all other hyper-parameters are those of the inner optimizer, for all of this library.
 * - Each variable keeps its own slots, by its name: layers may be frozen and set free again in the middle of a training,
 *   and one optimizer may train several models. The optimizers of tfjs alone mix the slots up.
 * - `model.save(..., {includeOptimizer: true})` and `tf.loadLayersModel` bring back both optimizers with slots, counters,
 *   settings, and base and scale of the rate, bit for bit, where those of tfjs lose some. The class must be registered
 *   with `tf.serialization.registerClass`, as those of this library are.
 * - When an update throws, weights, slots and counters are as before it.
 *
 * Wrappers nest.
 *
 * @throws TypeError when `optimizer` is none.
 *
 * @example
 * ```ts
 * class Halved extends OptimizerWrapper {
 *   static className = 'Halved';
 *   constructor(optimizer: tf.Optimizer) {
 *     super(optimizer, 'Halved');
 *   }
 *   protected override transform(gradients: readonly NamedGradient[]): readonly NamedGradient[] {
 *     return gradients.map(({name, tensor}) => ({name, tensor: tensor?.div(2)}));
 *   }
 * }
 * const weight = tf.variable(tf.scalar(0));
 * const optimizer = new Halved(tf.train.sgd(0.5));
 * optimizer.minimize(() => weight.mul(1), false, [weight]);
 * weight.dataSync()[0];       // -0.25
 * getLearningRate(optimizer); // 0.5
 * ```
 */
export class OptimizerWrapper extends Optimizer {
  static get className(): string {
    return 'OptimizerWrapper';
  }

  /** The optimizer that it holds. */
  readonly inner: Optimizer;
  /** The name that stands in front of errors. */
  protected readonly owner: string;
  /** Names of variables, each at the place of its slots. */
  private readonly order: string[];
  /** Those of `order` that this object has trained. */
  readonly #seen = new Set<string>();
  /** Whether the last update was made, and not left out here or within. */
  #made = false;
  /** The number of updates that `getWeights` gave last. */
  #count: {readonly iterations: number; readonly tensor: Scalar} | undefined;

  /** @param writes - Hyper-parameters that the wrapper writes itself in each update. */
  constructor(optimizer: Optimizer, owner = 'OptimizerWrapper', writes: readonly string[] = []) {
    super();
    check(owner, 'optimizer', optimizer, anOptimizer);
    this.inner = optimizer;
    this.owner = owner;
    this.order = slotNames(optimizer);
    declareWrapper(this, {owner, inner: optimizer, writes});
  }

  /** The gradients that the inner optimizer gets, here those that came; with undefined the update is left out. */
  protected transform(gradients: readonly NamedGradient[]): readonly NamedGradient[] | undefined {
    return gradients;
  }

  /** As in tfjs; and the gradients go when an update throws. */
  override minimize(f: () => Scalar, returnCost?: boolean, varList?: Variable[]): Scalar | null {
    return tidy(() => super.minimize(f, returnCost, varList)!);
  }

  override applyGradients(gradients: NamedTensorMap | readonly NamedGradient[]): void {
    const {inner, order} = this;
    const named = listOf(gradients);
    const isUsual = areInPlaces(named, order);
    const places = isUsual
      ? order
      : placesOf(named, order, this.#seen, (place, name) => fits(inner, place, name));
    // fit runs an update in a tidy; fitDataset, trainOnBatch and minimize do not.
    this.#made = tidy(() => {
      const all = this.transform(isUsual ? named : inPlaces(named, places));
      return !!all && this.#handOn(all);
    });
    if (this.#made) {
      if (places !== order) order.splice(0, Infinity, ...places);
      for (const {name} of named) this.#seen.add(name);
      this.updated();
    }
    this.incrementIterations();
  }

  /** Whether the inner optimizer has made the update. */
  #handOn(gradients: readonly NamedGradient[]): boolean {
    const {owner, inner} = this;
    if (#made in inner) {
      // Stays so where a subclass keeps the gradients for itself.
      inner.#made = false;
      inner.applyGradients(gradients);
      return inner.#made;
    }
    checkGradients(owner, inner, gradients);
    applyWhole(inner, gradients as NamedTensor[]);
    return true;
  }

  /** Runs when an update was made, before anybody hears of it; not when it was left out, here or within. */
  protected updated(): void {}

  override computeGradients(f: () => Scalar, varList?: Variable[]) {
    return this.inner.computeGradients(f, varList);
  }

  override get iterations(): number {
    return this.inner.iterations;
  }

  /** The inner optimizer has counted; others may listen, to an update that is left out, too. */
  protected override incrementIterations(): void {}

  /** That of the inner optimizer. */
  get learningRate(): number {
    return readLearningRate(this.owner, this.inner);
  }
  set learningRate(learningRate: number) {
    this.setLearningRate(learningRate);
  }

  /** Sets the rate of the inner optimizer; unlike {@link setLearningRate} it takes any number. */
  setLearningRate(learningRate: number): void {
    writeLearningRate(this.owner, this.inner, learningRate);
  }

  override dispose(): void {
    this.#count?.tensor.dispose();
    this.inner.dispose();
  }

  /**
   * The number of updates and all variables of this optimizer and those within, as they are: no copies, and none to
   * dispose of.
   */
  override async getWeights(): Promise<NamedTensor[]> {
    return [{name: 'iter', tensor: this.#counted()}, ...variablesOf(this)];
  }

  // tfjs disposes of none when it saves. The same tensor for the same number: saves may run side by side.
  #counted(): Scalar {
    const {iterations} = this;
    if (this.#count?.iterations !== iterations || this.#count.tensor.isDisposed) {
      this.#count?.tensor.dispose();
      this.#count = {iterations, tensor: scalar(iterations, 'int32')};
    }
    return this.#count.tensor;
  }

  /**
   * Takes what `getWeights` gave.
   *
   * @throws TypeError when they are of other optimizers; nothing is changed then.
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const [iterations, ...variables] = weights;
    if (iterations?.name !== 'iter') throw otherWeights(this.owner, 'none called "iter"');
    const [count] = await iterations.tensor.data();
    assignVariables(this.owner, this, variables);
    (innermost(this) as unknown as Counter).iterations_ = count!;
    for (const one of chainOf(this)) if (#seen in one) one.#relearn();
  }

  #relearn(): void {
    this.order.splice(0, Infinity, ...slotNames(this));
    this.#seen.clear();
  }

  override getConfig(): serialization.ConfigDict {
    const {inner} = this;
    const rate = knownRate(this.owner, inner);
    return {
      optimizer: {className: inner.getClassName(), config: inner.getConfig()},
      ...(rate && {rate: {...rate}}),
    };
  }

  static override fromConfig<T extends serialization.Serializable>(
    cls: serialization.SerializableConstructor<T>,
    config: serialization.ConfigDict,
  ): T {
    return wrapperFromConfig(config, (optimizer, options) => new cls(optimizer, options));
  }
}

serialization.registerClass(OptimizerWrapper);
