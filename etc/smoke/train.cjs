const assert = require('node:assert/strict');
const {readFileSync} = require('node:fs');

/** Two updates in each of three epochs; the plateau divides by ten after the second. */
const expectedRates = [0.1, 0.05, 0.025, 0.0125, 0.000625, 0.0003125];

/** Trains one weight with three callbacks and a log, and compares with numbers worked out by hand. */
module.exports = async function train(tf, library, node, {install}) {
  const {exponentialDecay, learningRateMonitor, learningRateScheduler, reduceLROnPlateau} = library;
  const model = tf.sequential({
    layers: [tf.layers.dense({units: 1, inputShape: [1], useBias: false, kernelInitializer: 'zeros'})],
  });
  model.compile({optimizer: tf.train.sgd(1), loss: 'meanSquaredError'});

  const schedule = exponentialDecay({initialLearningRate: 0.1, decaySteps: 1, decayRate: 0.5});
  const monitor = learningRateMonitor();
  const {history} = await model.fit(tf.ones([4, 1]), tf.ones([4, 1]), {
    epochs: 3,
    batchSize: 2,
    verbose: 0,
    callbacks: [
      learningRateScheduler({schedule, by: 'step'}),
      reduceLROnPlateau({monitor: 'loss', patience: 1, factor: 0.1, minDelta: 10}),
      monitor,
      node.csvLogger({filename: 'training.csv'}),
    ],
  });

  close(monitor.steps.learningRate, expectedRates);
  close(
    history.learning_rate,
    expectedRates.filter((_, step) => step % 2 === 1),
  );
  const [header, ...rows] = readFileSync('training.csv', 'utf8').trimEnd().split('\n');
  assert.equal(header, 'epoch,learning_rate,loss');
  assert.deepEqual(
    rows.map((row) => row.split(',').map(Number)),
    [0, 1, 2].map((epoch) => [epoch, history.learning_rate[epoch], history.loss[epoch]]),
  );
  // Both entries have one copy of what they share.
  assert.ok(new node.ProgressBar() instanceof library.ProgressLogger);
  const undo = install(tf);
  assert.equal(tf.callbacks.reduceLROnPlateau, library.reduceLROnPlateau);
  assert.ok(tf.train.adam(tf.train.exponentialDecay(1, 1, 0.5)) instanceof library.ScheduledOptimizer);
  assert.equal('clipByGlobalNorm' in tf, Object.isExtensible(tf));
  undo();
  assert.deepEqual(Object.keys(tf.callbacks), ['earlyStopping']);
  const weight = expectedRates.reduce((w, rate) => w + rate * 2 * (1 - w), 0);
  close(Array.from(model.getWeights()[0].dataSync()), [weight]);
};

function close(got, want) {
  assert.equal(got.length, want.length);
  got.forEach((value, i) => assert.ok(Math.abs(value - want[i]) < 1e-6, `got ${got}, want ${want}`));
}
