import * as tf from '@tensorflow/tfjs';
import {clipGradients, constant} from 'tfjs-callbacks';
import {OptimizerWrapper} from '../../src/optimizers/OptimizerWrapper.js';
import {trainingData} from '../helpers/models';
import {valuesOf} from '../helpers/valuesOf';
import {scheduled} from '../../src/optimizers/scheduled.js';

/** Wrappers that change nothing, around an optimizer with the rate 0.1. */
export const wrappers: [name: string, wrap: (optimizer: tf.Optimizer) => OptimizerWrapper][] = [
  ['OptimizerWrapper', (optimizer) => new OptimizerWrapper(optimizer)],
  ['scheduled', (optimizer) => scheduled(optimizer, constant(0.1))],
  ['clipGradients', (optimizer) => clipGradients(optimizer, {globalNorm: 1e6})],
  ['nested', (optimizer) => new OptimizerWrapper(scheduled(new OptimizerWrapper(optimizer), constant(0.1)))],
];

/** Two layers and a batch normalization between them; the data are the same in every run. */
export function deepModel(optimizer: tf.Optimizer): tf.Sequential {
  const kernelInitializer = (seed: number) => tf.initializers.glorotUniform({seed});
  const model = tf.sequential({
    layers: [
      tf.layers.dense({units: 3, inputShape: [2], name: 'first', kernelInitializer: kernelInitializer(1)}),
      tf.layers.batchNormalization(),
      tf.layers.dense({units: 1, name: 'second', kernelInitializer: kernelInitializer(2)}),
    ],
  });
  compile(model, optimizer);
  return model;
}

export function compile(model: tf.LayersModel, optimizer: tf.Optimizer): void {
  model.compile({optimizer, loss: 'meanSquaredError'});
}

const {x, y} = trainingData(4);

/** All ways to train that tfjs has, each for some updates. */
export const ways: Record<string, (model: tf.LayersModel, updates: number) => Promise<unknown>> = {
  fit: (model, updates) => model.fit(x, y, {epochs: updates, batchSize: 4, shuffle: false, verbose: 0}),
  fitDataset: (model, updates) =>
    model.fitDataset(
      tf.data.array([0]).map(() => ({xs: x.clone(), ys: y.clone()})),
      {
        epochs: updates,
        verbose: 0,
      },
    ),
  async trainOnBatch(model, updates) {
    for (let i = 0; i < updates; i += 1) tf.dispose(await model.trainOnBatch(x, y));
  },
  async minimize(model, updates) {
    const variables = model.trainableWeights.map((weight) => weight.read()) as tf.Variable[];
    const loss = () =>
      tf.losses.meanSquaredError(y, model.apply(x, {training: true}) as tf.Tensor).asScalar();
    for (let i = 0; i < updates; i += 1) model.optimizer.minimize(loss, false, variables);
  },
};

/** The numbers of the weights, layer by layer. */
export const weightsOf = (model: tf.LayersModel): tf.TypedArray[] =>
  valuesOf(model.layers.flatMap((layer) => layer.getWeights()));
