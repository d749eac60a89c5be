import * as tf from '@tensorflow/tfjs';
import {clipGradients, cosineDecay, learningRateScheduler} from 'tfjs-callbacks';

const rate = 0.05;

/** Every optimizer of tfjs but centered RMSProp, which comes to NaN; with the epsilon of the backend, or that of `cpu`. */
export const shortTrainings: Readonly<Record<string, () => tf.Optimizer>> = {
  sgd: () => tf.train.sgd(rate),
  momentum: () => tf.train.momentum(rate, 0.9),
  nesterov: () => tf.train.momentum(rate, 0.9, true),
  adagrad: () => tf.train.adagrad(rate),
  adadelta: () => tf.train.adadelta(rate),
  adam: () => tf.train.adam(rate),
  'adam, epsilon 1e-7': () => tf.train.adam(rate, undefined, undefined, 1e-7),
  adamax: () => tf.train.adamax(rate),
  'adamax, epsilon 1e-7': () => tf.train.adamax(rate, undefined, undefined, 1e-7),
  rmsprop: () => tf.train.rmsprop(rate),
  'rmsprop, epsilon 1e-7': () => tf.train.rmsprop(rate, undefined, undefined, 1e-7),
};

/** Ten epochs of three updates with a schedule and clipped gradients: the weights at the end, and the loss of each epoch. */
export async function shortTraining(name: string): Promise<number[]> {
  const x = tf.randomUniform([24, 2], -1, 1, 'float32', 1);
  const y = tf.randomUniform([24, 1], -1, 1, 'float32', 2);
  const dense = (units: number, seed: number) =>
    tf.layers.dense({
      ...{units, activation: units > 1 ? 'tanh' : 'linear'},
      kernelInitializer: tf.initializers.glorotUniform({seed}),
    } as const);
  const model = tf.sequential();
  for (const layer of [tf.layers.inputLayer({inputShape: [2]}), dense(8, 1), dense(1, 2)]) model.add(layer);
  model.compile({
    optimizer: clipGradients(shortTrainings[name]!(), {globalNorm: 0.5}),
    loss: 'meanSquaredError',
  });
  const schedule = cosineDecay({initialLearningRate: rate, decaySteps: 30});
  const {history} = await model.fit(x, y, {
    ...{epochs: 10, batchSize: 8, shuffle: false, verbose: 0},
    callbacks: learningRateScheduler({schedule, by: 'step'}),
  });
  const weights = await Promise.all(model.getWeights().map(async (weight) => [...(await weight.data())]));
  tf.dispose([x, y]);
  model.dispose();
  return [...weights.flat(), ...(history['loss'] as number[])];
}
