import * as tf from '@tensorflow/tfjs';

/** Trains and shows what became of the rate: a page as it is before and after this library is added. */
export async function app(callbacks) {
  await tf.setBackend('cpu');
  const model = tf.sequential({
    layers: [tf.layers.dense({units: 1, inputShape: [1], kernelInitializer: 'zeros'})],
  });
  model.compile({optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError'});
  const x = tf.ones([4, 1]);
  const {history} = await model.fit(x, x, {epochs: 3, callbacks});
  // With a second copy of tfjs it is a callback of that one.
  const oneTfjs = callbacks.every((callback) => callback instanceof tf.Callback);
  const shown = {rates: history.learning_rate, rate: model.optimizer.learningRate, oneTfjs};
  document.body.textContent = JSON.stringify(shown);
}
