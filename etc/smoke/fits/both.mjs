import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import * as tf from '@tensorflow/tfjs';
import * as esm from 'tfjs-callbacks';

const cjs = createRequire(import.meta.url)('tfjs-callbacks');
assert.notEqual(esm.ReduceLROnPlateau, cjs.ReduceLROnPlateau);

/** Callbacks of one copy, the optimizer of the other: the rates of the updates, as if there was one. */
async function rates(callbacks, optimizers) {
  await tf.setBackend('cpu');
  const {bestSnapshot, exponentialDecay, learningRateMonitor, learningRateScheduler, reduceLROnPlateau} =
    callbacks;
  const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1]})]});
  model.compile({optimizer: optimizers.clipGradients(tf.train.sgd(1), {norm: 1}), loss: 'meanSquaredError'});
  const monitor = learningRateMonitor();
  // What marks a planned schedule is the same in both.
  const schedule = optimizers.fromPlan(() =>
    exponentialDecay({initialLearningRate: 1, decaySteps: 1, decayRate: 0.5}),
  );
  await model.fit(tf.ones([4, 1]), tf.ones([4, 1]), {
    epochs: 3,
    batchSize: 2,
    verbose: 0,
    callbacks: [
      learningRateScheduler({schedule, by: 'step'}),
      reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 10, restoreBestWeights: bestSnapshot}),
      monitor,
    ],
  });
  return monitor.steps.learningRate.map((rate) => Number(rate.toPrecision(12)));
}

const expected = [1, 0.5, 0.25, 0.125, 0.00625, 0.003125];
assert.deepEqual(await rates(esm, cjs), expected);
assert.deepEqual(await rates(cjs, esm), expected);
console.log('two copies of the library; callbacks of either train with an optimizer of the other');
