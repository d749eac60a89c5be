import {serialization, tidy, type Optimizer, type Tensor} from '@tensorflow/tfjs';
import {check, nonNegative, type Rule} from '../internal/check.js';
import {
  aLayerPattern,
  checkAllMatch,
  decodePattern,
  encodePattern,
  matches,
  type LayerPattern,
} from './layerPatterns.js';
import {OptimizerWrapper, type NamedGradient} from './OptimizerWrapper.js';
import {listOf} from './slotOrder.js';
import {variableOf} from './slots.js';
import {wrapperFromConfig} from './wrapperFromConfig.js';

const owner = 'layerwise';

/** Layers, and what their learning rate is multiplied by. */
export type LayerFactor = readonly [layers: LayerPattern, factor: number];

const aListOfPairs: Rule = {
  must: "a list of pairs of layers and a factor, such as [['base', 0.1]]",
  kind: (value) => Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2),
};

/**
 * What {@link layerwise} makes.
 *
 * @example
 * ```ts
 * const weight = tf.variable(tf.scalar(0), true, 'stem/kernel');
 * const optimizer = new LayerwiseOptimizer(tf.train.adam(0.5), [['stem', 0]]);
 * optimizer.minimize(() => weight.mul(1), false, [weight]);
 * weight.dataSync()[0]; // 0
 * optimizer.factors;    // [['stem', 0]]
 * ```
 */
export class LayerwiseOptimizer extends OptimizerWrapper {
  static override get className(): string {
    return 'LayerwiseOptimizer';
  }

  readonly #factors: readonly LayerFactor[];
  #isChecked = false;
  /** The weights before an update that is to be shortened or lengthened. */
  #before: readonly {readonly name: string; readonly factor: number; readonly weight: Tensor}[] = [];

  constructor(optimizer: Optimizer, factors: readonly LayerFactor[]) {
    super(optimizer, owner);
    check(owner, 'factors', factors, aListOfPairs);
    for (const [i, [layers, factor]] of factors.entries()) {
      check(owner, `factors[${i}][0]`, layers, aLayerPattern);
      check(owner, `factors[${i}][1]`, factor, nonNegative);
    }
    this.#factors = factors.map(([layers, factor]) => [layers, factor]);
  }

  /** As they were given. */
  get factors(): readonly LayerFactor[] {
    return this.#factors;
  }

  override applyGradients(gradients: Parameters<OptimizerWrapper['applyGradients']>[0]): void {
    const named = listOf(gradients);
    this.#check(named.map(({name}) => name));
    tidy(() => {
      this.#before = named.flatMap(({name, tensor}) => {
        const factor = this.#factorOf(name);
        const weight = tensor && factor !== 0 && factor !== 1 ? variableOf(name)?.clone() : undefined;
        return weight ? [{name, factor, weight}] : [];
      });
      super.applyGradients(gradients);
    });
  }

  protected override transform(gradients: readonly NamedGradient[]): readonly NamedGradient[] {
    return gradients.map(({name, tensor}) => ({name, tensor: this.#factorOf(name) === 0 ? null : tensor}));
  }

  protected override updated(): void {
    // Optimizers such as Adam take no notice of the size of a gradient: it is the way that is scaled.
    for (const {name, factor, weight} of this.#before) {
      const variable = variableOf(name)!;
      variable.assign(tidy(() => weight.add(variable.sub(weight).mul(factor))));
    }
    super.updated();
  }

  #check(variableNames: readonly string[]): void {
    if (this.#isChecked) return;
    const layers = this.#factors.map(([pattern]) => pattern);
    checkAllMatch(owner, 'factors', layers, variableNames);
    this.#isChecked = true;
  }

  #factorOf(variableName: string): number {
    return this.#factors.find(([layers]) => matches(layers, variableName))?.[1] ?? 1;
  }

  override getConfig(): serialization.ConfigDict {
    const factors = this.#factors.map(([layers, factor]) => ({layers: encodePattern(layers), factor}));
    return {...super.getConfig(), factors};
  }

  static override fromConfig<T extends serialization.Serializable>(
    cls: serialization.SerializableConstructor<T>,
    config: serialization.ConfigDict,
  ): T {
    return wrapperFromConfig(config, (optimizer, {factors}) => {
      const pairs = (factors as serialization.ConfigDict[]).map(({layers, factor}) => [
        decodePattern(layers as serialization.ConfigDict),
        factor,
      ]);
      return new cls(optimizer, pairs);
    });
  }
}

serialization.registerClass(LayerwiseOptimizer);

/**
 * An optimizer with a learning rate of its own for some layers: that of the optimizer times a factor. So the layers that
 * a model was pretrained with move less than its new head.
 *
 * The first pair that means a weight holds; the factor of all others is 1, and they are trained as without the wrapper, to
 * the last bit. With the factor 0 weights and slots of a layer stay as they are. What is multiplied is the step that the
 * optimizer makes, not the gradient, of whose size Adam and its like take no notice: each layer moves as under an
 * optimizer with rate × factor, but for the rounding of float32.
 *
 * The rate, and all that writes or logs it, is that of the optimizer, as for a factor of 1. Factors are saved with the
 * model.
 *
 * PyTorch: parameter groups; fastai: discriminative learning rates; optax: `multi_transform`; Keras: `MultiOptimizer`.
 *
 * @param optimizer - Of tfjs, or a wrapper; its updates so far count.
 * @param factors - Pairs of a layer's name, or a RegExp for names of variables, and a finite factor \>= 0.
 * @throws TypeError when `optimizer` is none, or a pair is none, or a factor no number; RangeError when a factor is
 * negative or not finite. In the first update, TypeError when a pair means no variable that there is; nothing is changed
 * then. One of another model passes, and scales nothing: an optimizer does not know of models. So the name of a model
 * within the model means nothing either; name its layers.
 *
 * @example
 * ```ts
 * const [stem, top] = ['stem', 'top'].map((name) => tf.variable(tf.scalar(0), true, `${name}/bias`));
 * const optimizer = layerwise(tf.train.sgd(1), [['stem', 0.125]]);
 * optimizer.minimize(() => stem.add(top), false, [stem, top]);
 * stem.dataSync()[0];         // -0.125
 * top.dataSync()[0];          // -1
 * getLearningRate(optimizer); // 1
 * ```
 *
 * @see {@link https://arxiv.org/abs/1801.06146 | Howard & Ruder, 2018}
 */
export function layerwise(optimizer: Optimizer, factors: readonly LayerFactor[]): LayerwiseOptimizer {
  return new LayerwiseOptimizer(optimizer, factors);
}
