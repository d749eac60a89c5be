import {
  layers,
  oneHot,
  randomNormal,
  randomUniformInt,
  sequential,
  train,
  type ModelFitArgs,
  type Optimizer,
  type Sequential,
} from '@tensorflow/tfjs';
import {setLearningRate} from 'tfjs-callbacks';

const batchSize = 32;
export const stepsPerEpoch = 16;

/** Points in the plane, and classes that have nothing to do with them. */
export const x = randomNormal([stepsPerEpoch * batchSize, 2]);
export const y = oneHot(randomUniformInt([stepsPerEpoch * batchSize], 0, 3), 3);

/** The network of the tutorial, 2-50-3, with SGD if nothing else is said: a step of it takes about 1 ms. */
export function network(optimizer: Optimizer = train.sgd(0.01)): Sequential {
  const model = sequential({
    layers: [
      layers.dense({units: 50, inputShape: [2], activation: 'relu', kernelInitializer: 'heUniform'}),
      layers.dense({units: 3, activation: 'softmax'}),
    ],
  });
  model.compile({optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy']});
  return model;
}

/** Fits the network from its first learning rate on. */
export async function fit(model: Sequential, options: ModelFitArgs): Promise<void> {
  setLearningRate(model.optimizer, 0.01);
  await model.fit(x, y, {batchSize, verbose: 0, ...options});
}
