import * as tf from '@tensorflow/tfjs';

await tf.setBackend('cpu');

/** What the examples of the documentation train: two classes of points, one on each side of a sine. */
function points(rows: number, seed: number): [x: tf.Tensor2D, y: tf.Tensor2D] {
  const x = tf.randomUniform<tf.Rank.R2>([rows, 2], -1, 1, 'float32', seed);
  const y = tf.tidy(() => {
    const [first, second] = tf.split(x, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
    return tf.greater<tf.Tensor2D>(second, tf.mul<tf.Tensor2D>(tf.sin(tf.mul(first, 3)), 0.5)).toFloat();
  });
  return [x, y];
}

export const [x, y] = points(400, 1);
export const [xVal, yVal] = points(100, 2);

const layer = (units: number, seed: number) => ({
  ...{units, kernelInitializer: tf.initializers.glorotUniform({seed})},
});
export const model = tf.sequential({
  layers: [
    tf.layers.dense({...layer(16, 3), inputShape: [2], activation: 'tanh'}),
    tf.layers.dense({...layer(1, 4), activation: 'sigmoid'}),
  ],
});
model.compile({optimizer: tf.train.adam(0.05), loss: 'binaryCrossentropy', metrics: ['accuracy']});
