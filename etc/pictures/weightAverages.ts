import * as tf from '@tensorflow/tfjs';
import {writeFileSync} from 'node:fs';
import {lambdaCallback, lineChart, seededShuffle, weightAveraging} from 'tfjs-callbacks';
import {png, svg} from '../../examples/common/report/render.js';

// Writes the picture of docs/averages-and-fine-tuning.md, from a training with noisy targets, small batches and a rate that
// stays high. Run in the folder of the package: npx tsx etc/pictures/weightAverages.ts
const data = (rows: number, seed: number, noise: number) => {
  const inputs = tf.randomUniform<tf.Rank.R2>([rows, 2], -1, 1, 'float32', seed);
  const targets = tf.tidy(() => {
    const [first, second] = tf.split(inputs, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
    const wrong = tf.randomNormal([rows, 1], 0, noise, 'float32', seed + 1);
    return tf.add<tf.Tensor2D>(tf.add(tf.sin(tf.mul(first, 3)), second), wrong);
  });
  return {inputs, targets};
};
const training = data(1000, 1, 0.5);
const validation = data(1000, 11, 0);
const layer = (units: number, seed: number) => ({
  ...{units, kernelInitializer: tf.initializers.glorotUniform({seed})},
});
const model = tf.sequential({
  layers: [
    tf.layers.dense({...layer(32, 3), inputShape: [2], activation: 'tanh'}),
    tf.layers.dense(layer(1, 4)),
  ],
});
model.compile({optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError'});

const ema = weightAveraging({averageAtEnd: false});
const swa = weightAveraging({mode: 'swa', start: 10, averageAtEnd: false});
const loss = () =>
  tf.tidy(() => (model.evaluate(validation.inputs, validation.targets) as tf.Scalar).dataSync()[0]!);
/** The validation loss at the end of each epoch; NaN before there is an average. */
const last: number[] = [];
const exponential: number[] = [];
const equal: number[] = [];
const measure = lambdaCallback({
  onEpochEnd: async () => {
    last.push(loss());
    exponential.push(await ema.withAverages(loss));
    equal.push(swa.averaged > 0 ? await swa.withAverages(loss) : NaN);
  },
});
await model.fitDataset(seededShuffle(training.inputs, training.targets, {batchSize: 4, seed: 1}), {
  ...{epochs: 30, verbose: 0, callbacks: [ema, swa, measure]},
});
const curve = (name: string, y: number[]) => ({name, x: y.map((_, epoch) => epoch), y});
const curves = [
  curve('last weights', last),
  curve("mode: 'ema'", exponential),
  curve("mode: 'swa', start: 10", equal),
];
const chart = lineChart(curves, {
  ...{title: 'The same training, three weights', xTitle: 'epoch', yTitle: 'validation loss', yScale: 'log'},
  yDomain: [0.01, 0.3],
});
writeFileSync('docs/images/weight-averages.png', png(await svg(chart)));
