import type {LayersModel} from '@tensorflow/tfjs';
import {checkOptions, count, keeps, required, type Rule} from '../internal/check.js';
import {aLayerPattern, checkAllMatch, matches, type LayerPattern} from '../optimizers/layerPatterns.js';
import {layersIn, type Weight} from '../state/layers.js';
import {trainerOf} from '../state/Trainer.js';
import {afterFit} from './afterFit.js';
import {TrainingCallback} from './TrainingCallback.js';

const owner = 'GradualUnfreezing';

/** Options of {@link GradualUnfreezing}. */
export interface GradualUnfreezingOptions {
  /**
   * Pairs of an epoch, counted from 0, and the layers that are trained from then on: the name of a layer, of a wrapper or
   * of a model within the model, a RegExp for names of variables, or a list of these. A model that is first in a
   * `tf.Sequential` has no name for tfjs, only its layers have. Layers that are not named are trained all the time.
   */
  schedule: readonly (readonly [epoch: number, layers: LayerPattern | readonly LayerPattern[]])[];
}

const aSchedule: Rule = {
  must: "a list of pairs of an epoch and layers, such as [[2, 'block3'], [4, ['block2', /^block1/]]]",
  kind: (value) => Array.isArray(value) && value.length > 0 && value.every(isPair),
};

function isPair(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [epoch, layers] = value as unknown[];
  const patterns = Array.isArray(layers) ? (layers as unknown[]) : [layers];
  return keeps(epoch, count) && patterns.every((pattern) => keeps(pattern, aLayerPattern));
}

interface Layer {
  readonly name: string;
  readonly weights: readonly Weight[];
}

/** A weight of the model that is told apart by the user's own `trainable`. */
interface Frozen {
  readonly weight: Weight & {readonly trainable: boolean};
  /** The first epoch that trains it. */
  readonly epoch: number;
}

/**
 * Trains the head of a pretrained model first, and opens its other layers epoch by epoch.
 *
 * Until its epoch has come a layer has no gradients: its weights and the slots of the optimizer stay as they are, with
 * every optimizer. Where several pairs name a weight, the first one holds. Compile the model with all layers trainable:
 * `trainable` itself stays as it is, for tfjs would train layers in the places of others. A layer that is not trainable
 * stays frozen.
 *
 * A fit that begins at a later `initialEpoch` opens all layers that are due. After the fit all are open again, whatever
 * has ended it.
 *
 * In tfjs a batch normalization that is frozen goes on normalizing by its batches, and its moving statistics go on
 * following them; in Keras it does not.
 *
 * fastai: `freeze_to`; Lightning: `BaseFinetuning`, `BackboneFinetuning`.
 *
 * @throws TypeError when an option breaks its rule or does not exist; at train begin, when layers are named that the model
 * does not train; at the beginning of an epoch in which no layer would be open.
 *
 * @example
 * ```ts
 * const model = tf.sequential({
 *   layers: [
 *     tf.layers.dense({units: 4, inputShape: [2], name: 'base'}),
 *     tf.layers.dense({units: 1, name: 'head'}),
 *   ],
 * });
 * model.compile({optimizer: 'adam', loss: 'meanSquaredError'});
 * await model.fit(x, y, {epochs: 4, callbacks: [new GradualUnfreezing({schedule: [[2, 'base']]})]});
 * ```
 *
 * @see {@link https://arxiv.org/abs/1801.06146 | Howard & Ruder, 2018}
 */
export class GradualUnfreezing extends TrainingCallback {
  readonly #schedule: readonly {readonly epoch: number; readonly layers: readonly LayerPattern[]}[];
  #run: readonly Frozen[] = [];

  constructor(options: GradualUnfreezingOptions) {
    super(owner);
    checkOptions(owner, options, {schedule: required(aSchedule)});
    this.#schedule = options.schedule.map(([epoch, layers]) => ({epoch, layers: [layers].flat()}));
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    const weights = trainedBy(this.model);
    const layers = layersIn(this.model) as readonly Layer[];
    // The names of variables know nothing of a wrapper, and of a model within the model.
    const means = (pattern: LayerPattern, weight: Weight) =>
      matches(pattern, weight.val.name) ||
      layers.some(({name, weights: own}) => name === pattern && own.includes(weight));

    const names = weights.map(({val}) => val.name);
    const patterns = this.#schedule.flatMap(({layers: named}) => named);
    const idle = patterns.filter((pattern) => !weights.some((weight) => means(pattern, weight)));
    checkAllMatch(owner, 'schedule', idle, names, names);

    const run = weights.map((weight) => {
      const isMeant = (pattern: LayerPattern) => means(pattern, weight);
      return {weight, epoch: this.#schedule.find(({layers: named}) => named.some(isMeant))?.epoch ?? 0};
    });
    this.#run = run;
    afterFit(this.model, () => {
      for (const {weight} of run) weight.val.trainable = weight.trainable;
    });
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    const open = this.#run.filter(({weight, epoch: first}) => weight.trainable && epoch >= first);
    if (open.length === 0) {
      const first = Math.min(...this.#run.map(({epoch: one}) => one));
      throw new TypeError(
        `${owner}: \`schedule\` must leave a layer open in epoch ${epoch}; got none before epoch ${first}.`,
      );
    }
    for (const {weight, epoch: first} of this.#run) {
      weight.val.trainable = weight.trainable && epoch >= first;
    }
  }
}

/** What the optimizer gets gradients for: fixed when the model is compiled. */
function trainedBy(model: LayersModel): readonly Frozen['weight'][] {
  return (trainerOf(model).collectedTrainableWeights ?? []) as readonly Frozen['weight'][];
}

/** As tfjs spells it: the same as `new GradualUnfreezing(options)`. */
export function gradualUnfreezing(options: GradualUnfreezingOptions): GradualUnfreezing {
  return new GradualUnfreezing(options);
}
