import * as tf from '@tensorflow/tfjs';
import {imprint} from '../helpers/imprint';

const initializer = (seed: number) => tf.initializers.glorotUniform({seed});

/** Data and a compiled model; what makes a batch of it different from the one before is its state alone. */
export interface Trained {
  readonly model: tf.Sequential;
  /** Trains for so many epochs of two batches. */
  readonly fit: (epochs: number) => Promise<unknown>;
}

/** What the model and its optimizer are, bit for bit. */
export const stateOf = (model: tf.LayersModel): unknown => {
  const inner = (model as unknown as {model?: tf.LayersModel}).model ?? model;
  const recurrent = model.layers as unknown as {states_?: tf.Tensor[]}[];
  return {
    weights: imprint(model.weights.map((weight) => weight.read())),
    optimizer: imprint(inner.optimizer),
    states: recurrent.map(({states_}) => imprint(states_)),
  };
};

function trained(model: tf.Sequential, shape: number[], optimizer: tf.Optimizer): Trained {
  model.compile({optimizer, loss: 'meanSquaredError'});
  return {
    model,
    async fit(epochs) {
      const x = tf.randomUniform([4, ...shape], -1, 1, 'float32', 1);
      const y = tf.randomUniform([4, 1], -1, 1, 'float32', 2);
      await model.fit(x, y, {epochs, batchSize: 2, shuffle: false, verbose: 0});
      tf.dispose([x, y]);
    },
  };
}

/** A stateful LSTM, seeded dropout, a constraint and batch normalization. */
export function mixed(optimizer: tf.Optimizer, seed = 1): Trained {
  const lstm = tf.layers.lstm({
    ...{units: 2, stateful: true, batchInputShape: [2, 2, 2]},
    ...{kernelInitializer: initializer(seed), recurrentInitializer: initializer(seed + 1)},
  });
  const dense = tf.layers.dense({
    units: 3,
    kernelInitializer: initializer(seed + 2),
    kernelConstraint: tf.constraints.maxNorm({maxValue: 0.5}),
  });
  const model = tf.sequential({
    layers: [
      ...[lstm, tf.layers.dropout({rate: 0.3, seed: 5}), dense, tf.layers.batchNormalization()],
      tf.layers.dense({units: 1, kernelInitializer: initializer(seed + 3)}),
    ],
  });
  return trained(model, [2, 2], optimizer);
}

/** Convolutions, in one and in two dimensions. */
export function convolutional(optimizer: tf.Optimizer, seed = 1): Trained {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        ...{filters: 2, kernelSize: 2, inputShape: [3, 3, 1], kernelInitializer: initializer(seed)},
      }),
      tf.layers.reshape({targetShape: [4, 2]}),
      tf.layers.conv1d({filters: 2, kernelSize: 2, kernelInitializer: initializer(seed + 1)}),
      tf.layers.flatten(),
      tf.layers.dense({units: 1, kernelInitializer: initializer(seed + 2)}),
    ],
  });
  return trained(model, [3, 3, 1], optimizer);
}
