import * as tf from '@tensorflow/tfjs';

/** Rows of two numbers and their targets, the same in every run. */
export function trainingData(rows = 8): {x: tf.Tensor2D; y: tf.Tensor2D} {
  return {
    x: tf.randomUniform([rows, 2], -1, 1, 'float32', 1),
    y: tf.randomUniform([rows, 1], -1, 1, 'float32', 2),
  };
}

/** The smallest model that trains: one dense layer of two inputs. */
export function tinyModel(optimizer: tf.Optimizer = tf.train.sgd(0.1)): tf.Sequential {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        units: 1,
        inputShape: [2],
        kernelInitializer: tf.initializers.glorotUniform({seed: 1}),
      }),
    ],
  });
  model.compile({optimizer, loss: 'meanSquaredError', metrics: ['mae']});
  return model;
}

/** Two outputs, `cls` and `reg`, after which tfjs shifts the names of the validation metrics. */
export function twoOutputs(): {model: tf.LayersModel; x: tf.Tensor2D; y: tf.Tensor2D[]} {
  const input = tf.input({shape: [2]});
  const dense = (name: string) =>
    tf.layers
      .dense({units: 1, name, kernelInitializer: tf.initializers.glorotUniform({seed: 1})})
      .apply(input) as tf.SymbolicTensor;
  const model = tf.model({inputs: input, outputs: [dense('cls'), dense('reg')]});
  model.compile({optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError'});
  const {x, y} = trainingData();
  return {model, x, y: [y, y.mul(10)]};
}
