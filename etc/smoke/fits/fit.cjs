const assert = require('node:assert/strict');
const {readFileSync} = require('node:fs');

/** Two updates in each epoch; the plateau divides by ten after the second one. */
const expectedRates = [0.1, 0.05, 0.025, 0.0125, 0.000625, 0.0003125];

/**
 * Trains one weight with all that the four entries have for it, and compares with numbers worked out by hand.
 *
 * @returns The rates, losses and weight, to be compared with those of other places.
 */
module.exports = async function fit(tf, library, schedules, node, {install}) {
  const {clipGradients, earlyStopping, learningRateMonitor, learningRateScheduler, reduceLROnPlateau} =
    library;
  await tf.setBackend('cpu');
  const model = tf.sequential({
    layers: [tf.layers.dense({units: 1, inputShape: [1], useBias: false, kernelInitializer: 'zeros'})],
  });
  // The gradient is −2 · (1 − weight), so it is clipped all the time.
  model.compile({optimizer: clipGradients(tf.train.sgd(1), {norm: 1.5}), loss: 'meanSquaredError'});

  const filename = `training-${process.pid}.csv`;
  const monitor = learningRateMonitor();
  const stopping = earlyStopping({monitor: 'val_loss', patience: 2, minDelta: 10, restoreBestWeights: true});
  const x = tf.ones([4, 1]);
  const {history} = await model.fit(x, x, {
    epochs: 9,
    batchSize: 2,
    validationData: [x, x],
    verbose: 0,
    callbacks: [
      learningRateScheduler({
        schedule: schedules.exponentialDecay({initialLearningRate: 0.1, decaySteps: 1, decayRate: 0.5}),
        by: 'step',
      }),
      reduceLROnPlateau({monitor: 'loss', patience: 1, factor: 0.1, minDelta: 10}),
      monitor,
      stopping,
      node.csvLogger({filename}),
    ],
  });

  close(monitor.steps.learningRate, expectedRates);
  close(history.learning_rate, [0.05, 0.0125, 0.0003125]);
  const [header, ...rows] = readFileSync(filename, 'utf8').trimEnd().split('\n');
  assert.equal(header, 'epoch,learning_rate,loss,val_loss');
  assert.deepEqual(
    rows.map((row) => row.split(',').map(Number)),
    [0, 1, 2].map((epoch) => [
      epoch,
      history.learning_rate[epoch],
      history.loss[epoch],
      history.val_loss[epoch],
    ]),
  );
  // The first epoch was the best: two clipped updates.
  const [weight] = model.getWeights()[0].dataSync();
  close([weight], [1.5 * (0.1 + 0.05)]);

  // All entries have one copy of what they share.
  assert.equal(library.exponentialDecay, schedules.exponentialDecay);
  assert.ok(new node.ProgressBar() instanceof library.ProgressLogger);
  const undo = install(tf);
  assert.equal(tf.callbacks.reduceLROnPlateau, library.reduceLROnPlateau);
  assert.ok(tf.train.adam(tf.train.exponentialDecay(1, 1, 0.5)) instanceof library.ScheduledOptimizer);
  assert.equal('clipByGlobalNorm' in tf, Object.isExtensible(tf));
  undo();
  assert.deepEqual(Object.keys(tf.callbacks), ['earlyStopping']);

  return {rates: history.learning_rate, losses: history.loss, weight};
};

function close(got, want) {
  assert.equal(got.length, want.length);
  got.forEach((value, i) => assert.ok(Math.abs(value - want[i]) < 1e-6, `got ${got}, want ${want}`));
}
