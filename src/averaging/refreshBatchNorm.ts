import {
  dispose,
  tidy,
  type data,
  type LayersModel,
  type Tensor,
  type TensorContainer,
} from '@tensorflow/tfjs';
import {check, positiveCount, type Rule} from '../internal/check.js';
import {show} from '../internal/show.js';

/** Inputs for a model: all of them, or a data set of batches of inputs, with or without targets. */
export type InputData = Tensor | readonly Tensor[] | data.Dataset<TensorContainer>;

/** What tfjs declares private, in a batch normalization. */
interface BatchNormalization {
  momentum: number;
}

interface Layer {
  readonly layers?: readonly Layer[];
  readonly layer?: Layer;
  getClassName(): string;
}

const owner = 'refreshBatchNorm';

const inputData: Rule = {
  must: 'a tensor of inputs, a list of them, or a data set of batches',
  kind: (value) => {
    if (Array.isArray(value)) return value.length > 0 && value.every(isTensor);
    return isTensor(value) || typeof (Object(value) as {iterator?: unknown}).iterator === 'function';
  },
};

/**
 * Computes the moving statistics of a model's batch normalizations anew, for the weights that it has: they are the means
 * over all batches. So averaged weights get statistics of their own.
 *
 * The inputs are run through the model as in training, its dropout included; weights stay as they are. Normalizations in
 * wrappers and in models within the model are found. Without one nothing is done.
 *
 * PyTorch: `update_bn`.
 *
 * @param inputs - Tensors are cut to batches of `batchSize`; of a data set `xs` is taken, or the whole element. Several
 * inputs are a list in the order of `model.inputs`, or in a data set an object with their names.
 * @throws RangeError or TypeError when `inputs` or `batchSize` break their rule, or there is no batch, before anything is
 * changed; TypeError when a batch has no input of a name.
 *
 * @example
 * ```ts
 * const averaging = weightAveraging({mode: 'swa', start: 2});
 * await model.fit(x, y, {epochs: 5, callbacks: [averaging]});
 * await refreshBatchNorm(model, x);
 * ```
 *
 * @see {@link https://arxiv.org/abs/1803.05407 | Izmailov et al., 2018}
 */
export async function refreshBatchNorm(model: LayersModel, inputs: InputData, batchSize = 32): Promise<void> {
  check(owner, 'inputs', inputs, inputData);
  check(owner, 'batchSize', batchSize, positiveCount);
  const layers = batchNormalizationsIn(model);
  if (layers.length === 0) return;
  const were = layers.map(({momentum}) => momentum);
  try {
    let count = 0;
    for await (const batch of batchesOf(inputs, batchSize)) {
      // So the moving average is the mean of what came so far.
      for (const layer of layers) layer.momentum = count / (count + 1);
      try {
        tidy(() => void model.apply(inputsIn(batch, model), {training: true}));
      } finally {
        dispose(batch);
      }
      count += 1;
    }
    if (count === 0) throw new RangeError(`${owner}: \`inputs\` must have at least one row; got none.`);
  } finally {
    for (const [i, layer] of layers.entries()) layer.momentum = were[i]!;
  }
}

function batchNormalizationsIn(layer: Layer): BatchNormalization[] {
  const own = layer.getClassName() === 'BatchNormalization' ? [layer as unknown as BatchNormalization] : [];
  const within = [...(layer.layers ?? []), ...(layer.layer ? [layer.layer] : [])];
  return [...new Set([...own, ...within.flatMap(batchNormalizationsIn)])];
}

async function* batchesOf(inputs: InputData, batchSize: number): AsyncGenerator<TensorContainer> {
  if ('iterator' in inputs) {
    const iterator = await inputs.iterator();
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      const {xs, ys} = next.value as {xs?: TensorContainer; ys?: TensorContainer};
      if (ys) dispose(ys);
      yield xs ?? next.value;
    }
    return;
  }
  const tensors = [inputs].flat() as Tensor[];
  const rows = tensors[0]!.shape[0];
  for (let at = 0; at < rows; at += batchSize) {
    const parts = tensors.map((tensor) => tensor.slice(at, Math.min(batchSize, rows - at)));
    yield parts.length === 1 ? parts[0]! : parts;
  }
}

/** The inputs of a batch in the order of the model. */
function inputsIn(batch: TensorContainer, {inputNames}: LayersModel): Tensor | Tensor[] {
  if (isTensor(batch) || Array.isArray(batch)) return batch as Tensor | Tensor[];
  const named = batch as {readonly [name: string]: Tensor};
  const missing = inputNames.find((name) => !isTensor(named[name]));
  if (missing !== undefined) {
    throw new TypeError(`${owner}: \`inputs\` must have a tensor ${show(missing)}; got ${show(batch)}.`);
  }
  return inputNames.map((name) => named[name]!);
}

function isTensor(value: unknown): boolean {
  return typeof (Object(value) as Partial<Tensor>).dataSync === 'function';
}
