import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import * as library from 'tfjs-callbacks';
import {install} from 'tfjs-callbacks/install';
import type {Page} from 'playwright';
import {declared, html, pages} from './helpers/pages.js';
import {scriptBuild} from './helpers/scriptBuild.js';

type Tf = typeof tf;
type Library = typeof library & {install: typeof install};

/** What a page does; in Node as well. */
async function training(tf: Tf, {install, ...tfjsCallbacks}: Library) {
  await tf.setBackend('cpu');
  const x = tf.randomNormal([48, 2], 0, 1, 'float32', 1);
  const y = x.square().sum(1, true);
  const network = (optimizer: tf.Optimizer) => {
    const init = (seed: number) => tf.initializers.glorotUniform({seed});
    const model = tf.sequential({
      layers: [
        tf.layers.dense({units: 8, inputShape: [2], activation: 'tanh', kernelInitializer: init(1)}),
        tf.layers.dense({units: 1, kernelInitializer: init(2)}),
      ],
    });
    model.compile({optimizer, loss: 'meanSquaredError'});
    return model;
  };
  const weightsOf = (model: tf.LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()]);
  const fit = async (
    optimizer: tf.Optimizer,
    callbacks: tf.CallbackList['callbacks'],
    model = network(optimizer),
  ) => {
    const {history} = await model.fit(x, y, {
      ...{epochs: 8, batchSize: 12, shuffle: false, validationSplit: 0.25, verbose: 0},
      callbacks: [...callbacks, tfjsCallbacks.learningRateMonitor()],
    });
    return {history, weights: weightsOf(model)};
  };

  const stopping = tfjsCallbacks.earlyStopping({monitor: 'loss', patience: 2, restoreBestWeights: true});
  const rising = tfjsCallbacks.learningRateScheduler((epoch) => 0.02 * 2 ** epoch);
  const clipped = tfjsCallbacks.clipGradients(tf.train.sgd(0.1), {globalNorm: 0.05});
  const found = await tfjsCallbacks.findLearningRate(network(tf.train.adam(0.01)), x, y, {
    ...{batchSize: 12, seed: 1, steps: 40},
  });
  const results = {
    plateau: await fit(tf.train.sgd(0.1), [
      tfjsCallbacks.reduceLROnPlateau({monitor: 'val_loss', factor: 0.5, patience: 1, minDelta: 0.1}),
    ]),
    schedule: await fit(tf.train.momentum(0.1, 0.9), [
      tfjsCallbacks.learningRateScheduler({
        schedule: tfjsCallbacks.fromPlan(({learningRate, totalSteps}) =>
          tfjsCallbacks.cosineDecay({initialLearningRate: learningRate, decaySteps: totalSteps}),
        ),
        by: 'step',
      }),
    ]),
    stopped: {...(await fit(tf.train.adam(0.02), [rising, stopping])), stop: stopping.stopped},
    clipped: {...(await fit(clipped, [tfjsCallbacks.gradientNormMonitor()])), counts: await clipped.stats()},
    found: {rates: found.learningRates, losses: found.losses, recommended: found.recommendation},
  };

  const undo = install(tf);
  const byName = await fit(tf.train.adam(tf.train.exponentialDecay(0.1, 2, 0.5)), [
    tf.callbacks.reduceLROnPlateau({monitor: 'loss', patience: 1}),
  ]);
  undo();
  // JSON has no undefined, in Node as well.
  return JSON.stringify({...results, byName}, null, 1);
}

const scripts = ['tf.min.js', 'tfjs-callbacks.min.js'];

/** A training that is backed up, from the beginning or from the backup; at the end, all there is to compare. */
async function backedUp(tf: Tf, tfjsCallbacks: typeof library, until?: number) {
  const progress: {begun?: number; epoch?: number} = globalThis as never;
  await tf.setBackend('cpu');
  const x = tf.randomNormal([32, 2], 0, 1, 'float32', 1);
  const y = x.square().sum(1, true);
  const init = (seed: number) => tf.initializers.glorotUniform({seed});
  const model = tf.sequential({
    layers: [
      tf.layers.dense({units: 8, inputShape: [2], activation: 'tanh', kernelInitializer: init(1)}),
      tf.layers.batchNormalization(),
      tf.layers.dense({units: 1, kernelInitializer: init(2)}),
    ],
  });
  const optimizer = tfjsCallbacks.clipGradients(tf.train.adam(0.05), {globalNorm: 0.5});
  model.compile({optimizer, loss: 'meanSquaredError'});

  const stopping = tfjsCallbacks.earlyStopping({monitor: 'loss', patience: 100, restoreBestWeights: true});
  const plateau = tfjsCallbacks.reduceLROnPlateau({
    monitor: 'loss',
    factor: 0.9,
    patience: 1,
    minDelta: 0.01,
  });
  const backup = tfjsCallbacks.backupAndRestore({
    backupDir: 'indexedDB' in globalThis ? 'indexeddb://training' : new Map(),
  });
  const start = await backup.resume(model);
  progress.begun = start.initialEpoch;
  const waits = tfjsCallbacks.lambdaCallback({
    onEpochBegin: (epoch) => {
      progress.epoch = epoch;
      return epoch === until ? new Promise(() => {}) : undefined;
    },
  });
  const batches = tfjsCallbacks.seededShuffle(x, y, {batchSize: 8, seed: 1, ...start});
  await model.fitDataset(batches, {
    ...{epochs: 30, verbose: 0, ...start},
    callbacks: [stopping, backup, plateau, waits],
  });
  const weights = [
    ...model.weights.map((weight) => weight.read()),
    ...Object.values(await optimizer.getWeights()),
  ];
  return JSON.stringify({
    weights: weights.map((weight) => [...('tensor' in weight ? weight.tensor : weight).dataSync()]),
    states: [stopping, plateau].map((callback) => callback.getState()),
  });
}

/** Trains, saves the model when it is better, and says what the best one predicts. */
async function checkpointed(tf: Tf, tfjsCallbacks: typeof library) {
  await tf.setBackend('cpu');
  const x = tf.randomNormal([16, 2], 0, 1, 'float32', 1);
  const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
  model.compile({optimizer: tf.train.momentum(0.05, 0.9), loss: 'meanSquaredError'});
  const checkpoint = tfjsCallbacks.modelCheckpoint({
    ...{filepath: 'indexeddb://best', monitor: 'loss', saveBestOnly: true, includeOptimizer: true},
  });
  const stopping = tfjsCallbacks.earlyStopping({monitor: 'loss', patience: 3, restoreBestWeights: true});
  // Worse from the fifth epoch on.
  const rising = tfjsCallbacks.learningRateScheduler((epoch) => (epoch < 5 ? 0.05 : 5));
  await model.fit(x, x.sum(1, true), {epochs: 20, verbose: 0, callbacks: [rising, checkpoint, stopping]});
  return [...(model.predict(x) as tf.Tensor).dataSync()];
}

async function loaded(tf: Tf) {
  await tf.setBackend('cpu');
  const model = await tf.loadLayersModel('indexeddb://best');
  const x = tf.randomNormal([16, 2], 0, 1, 'float32', 1);
  return {
    predictions: [...(model.predict(x) as tf.Tensor).dataSync()],
    optimizer: model.optimizer.getClassName(),
  };
}

const site = pages(
  {
    'training.html': html(scripts, `${declared(training)}\nconst result = training(tf, tfjsCallbacks);`),
    'backup.html': html(
      scripts,
      `${declared(backedUp)}\nconst result = backedUp(tf, tfjsCallbacks, Number(location.search.slice(1)));`,
    ),
    'checkpoint.html': html(scripts, declared(checkpointed, loaded)),
    'alone.html': html(['tfjs-callbacks.min.js']),
    'core.html': html(['core.js', 'tfjs-callbacks.min.js']),
    'core.js': 'var tf = {Optimizer: class {}};',
  },
  scriptBuild,
);

/** As tfjs computes. In doubles the last bit of `Math.pow` is not the same in every version of V8. */
const inFloat32 = (json: string): unknown =>
  JSON.parse(json, (_key, value: unknown) => (typeof value === 'number' ? Math.fround(value) : value));

describe('tfjs-callbacks.min.js', () => {
  it('does in a page what the modules do in Node', async () => {
    const opened = await site.open('training.html');
    const there = await opened.evaluate<string>('result');
    const here = await training(tf, {...library, install});
    expect(inFloat32(there)).toEqual(inFloat32(here));
  });

  it('has everything that the modules export, and install', async () => {
    const opened = await site.open('checkpoint.html');
    const names = await opened.evaluate<string[]>('Object.keys(tfjsCallbacks)');
    expect(names.sort()).toEqual([...Object.keys(library), 'install'].sort());
  });

  it.each(['alone.html', 'core.html'])('says in %s that the script of tfjs must come first', async (path) => {
    const opened = await site.open('checkpoint.html');
    const errors: string[] = [];
    opened.on('pageerror', ({message}) => void errors.push(message));
    await opened.goto(new URL(path, opened.url()).href);
    expect(errors).toEqual([
      'tfjs-callbacks: there is no global `tf`; put the script tag of @tensorflow/tfjs before this one.',
    ]);
  });
});

describe('modelCheckpoint in a page', () => {
  it('keeps the best model in IndexedDB for the next page', async () => {
    const first = await site.open('checkpoint.html');
    const predictions = await first.evaluate<number[]>('checkpointed(tf, tfjsCallbacks)');
    await first.close();
    const second = await site.open('checkpoint.html');
    expect(await second.evaluate('loaded(tf)')).toEqual({predictions, optimizer: 'Momentum'});
  });
});

describe('backupAndRestore in a page', () => {
  it('goes on to the same bits after the page was reloaded, closed and crashed', async () => {
    /** Opens the page and waits until it is in an epoch; there it goes on for two at most. */
    const at = async (epoch: number) => {
      const opened = await site.open(`backup.html?${epoch + 2}`);
      await opened.waitForFunction(`globalThis.epoch >= ${epoch}`, undefined, {polling: 5});
      return opened;
    };
    const begun = (opened: Page) => opened.evaluate<number>('begun');

    const first = await at(5);
    await first.reload();
    await first.waitForFunction('globalThis.epoch === 7', undefined, {polling: 5});
    const begins = [await begun(first)];
    await first.close();

    const second = await at(12);
    begins.push(await begun(second));
    const crashed = second.waitForEvent('crash');
    const session = await second.context().newCDPSession(second);
    void session.send('Page.crash').catch(() => undefined);
    await crashed;

    const last = await site.open('backup.html');
    const result = await last.evaluate<string>('result');
    begins.push(await begun(last));
    expect(JSON.parse(result)).toEqual(JSON.parse(await backedUp(tf, library)));

    const [reloaded, closed, afterCrash] = begins;
    expect(reloaded).toBeGreaterThanOrEqual(4);
    expect(closed).toBe(7);
    expect(afterCrash).toBeGreaterThanOrEqual(11);
  });
});
