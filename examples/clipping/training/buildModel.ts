import {initializers, layers, sequential, type Optimizer, type Sequential} from '@tensorflow/tfjs';

/** Steps of a sequence. */
export const length = 40;

/**
 * Le, Jaitly and Hinton's network: a recurrent layer of rectified units whose recurrent weights begin as the identity, and
 * the sum of its last state. What comes in stays in it, and so do gradients, or grow. The seed decides the first weights.
 *
 * @see {@link https://arxiv.org/abs/1504.00941} — Le, Jaitly and Hinton, 2015
 */
export function buildModel(optimizer: Optimizer, seed: number): Sequential {
  const model = sequential({
    layers: [
      layers.simpleRNN({
        units: 32,
        inputShape: [length, 2],
        activation: 'relu',
        kernelInitializer: initializers.glorotUniform({seed: 1000 + seed}),
        recurrentInitializer: initializers.identity({}),
      }),
      layers.dense({units: 1, kernelInitializer: initializers.glorotUniform({seed: 2000 + seed})}),
    ],
  });
  model.compile({optimizer, loss: 'meanSquaredError'});
  return model;
}
