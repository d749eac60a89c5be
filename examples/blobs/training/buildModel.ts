import {initializers, layers, sequential, train, type Sequential} from '@tensorflow/tfjs';
import type {Training} from './Training.js';

/** The tutorial's network, 2-50-3, compiled. The seed decides its first weights. */
export function buildModel(optimizer: Training['optimizer'], seed: number): Sequential {
  const model = sequential({
    layers: [
      layers.dense({
        units: 50,
        inputShape: [2],
        activation: 'relu',
        kernelInitializer: initializers.heUniform({seed: 1000 + seed}),
      }),
      layers.dense({
        units: 3,
        activation: 'softmax',
        kernelInitializer: initializers.glorotUniform({seed: 2000 + seed}),
      }),
    ],
  });
  model.compile({
    optimizer: typeof optimizer === 'string' ? optimizer : gradientDescent(optimizer),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

function gradientDescent({learningRate, momentum}: {learningRate: number; momentum?: number}) {
  return momentum === undefined ? train.sgd(learningRate) : train.momentum(learningRate, momentum);
}
