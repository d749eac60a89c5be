import * as tf from '@tensorflow/tfjs';
import {writeFileSync} from 'node:fs';
import {clipGradients, gradientNormChart, gradientNormMonitor, seededShuffle} from 'tfjs-callbacks';
import {png, svg} from '../../examples/common/report/render.js';

// Writes the picture of docs/gradient-clipping.md, from a training in which one target of 500 is 20 times too large. Run in
// the folder of the package: npx tsx etc/pictures/gradientNorms.ts
const rows = 2000;
const inputs = tf.randomUniform<tf.Rank.R2>([rows, 2], -1, 1, 'float32', 1);
const targets = tf.tidy(() => {
  const [first, second] = tf.split(inputs, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
  const wild = tf.tensor2d(
    Array.from({length: rows}, (_, row) => (row % 500 === 250 ? 20 : 1)),
    [rows, 1],
  );
  return tf.mul<tf.Tensor2D>(tf.add(tf.sin(tf.mul(first, 3)), second), wild);
});
const layer = (units: number, seed: number) => ({
  ...{units, kernelInitializer: tf.initializers.glorotUniform({seed})},
});
const model = tf.sequential({
  layers: [
    tf.layers.dense({...layer(32, 2), inputShape: [2], activation: 'tanh'}),
    tf.layers.dense({...layer(32, 3), activation: 'tanh'}),
    tf.layers.dense(layer(1, 4)),
  ],
});
model.compile({optimizer: clipGradients(tf.train.sgd(0.1), {globalNorm: 0.3}), loss: 'meanSquaredError'});
const monitor = gradientNormMonitor();
await model.fitDataset(seededShuffle(inputs, targets, {batchSize: 10, seed: 1}), {
  ...{epochs: 30, verbose: 0, callbacks: monitor},
});
writeFileSync('docs/images/gradient-norms.png', png(await svg(gradientNormChart(monitor.epochs))));
