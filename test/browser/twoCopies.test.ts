import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {copyFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import * as library from 'tfjs-callbacks';
import {install} from 'tfjs-callbacks/install';
import {bundled} from './helpers/bundled.js';
import {declared, html, pages} from './helpers/pages.js';
import {scriptBuild} from './helpers/scriptBuild.js';

type Tf = typeof tf;
type Library = typeof library & {install: typeof install};

const app = `
import * as tf from '@tensorflow/tfjs';
import * as library from 'tfjs-callbacks';
import {install} from 'tfjs-callbacks/install';
Object.assign(globalThis, {appLibrary: {...library, install}});`;
const appWithout = `
import * as tf from '@tensorflow/tfjs';
Object.assign(globalThis, {appTf: tf});`;

/** What goes wrong when the model is of `tf` and the library is bound to another copy; tried one after the other. */
async function doors(tf: Tf, library: Library) {
  await tf.setBackend('cpu');
  const x = tf.randomNormal([8, 2], 0, 1, 'float32', 1);
  const model = () => {
    const made = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
    made.compile({optimizer: 'sgd', loss: 'meanSquaredError'});
    return made;
  };
  const fit = (callbacks: tf.ModelFitArgs['callbacks']) =>
    model().fit(x, x.sum(1, true), {epochs: 2, verbose: 0, callbacks: callbacks!});
  const {combine} = library;
  const plateau = () => library.reduceLROnPlateau({monitor: 'loss'});
  const doors = {
    'a callback': () => fit(plateau()),
    'a list': () => fit([library.learningRateMonitor(), plateau()]),
    'combine, ours first': () => fit(combine([plateau(), {onEpochEnd() {}}])),
    'combine, an object first': () => fit(combine([{onEpochEnd() {}}, plateau()])),
    'combine, an object alone': () => fit(combine([{onEpochEnd() {}}])),
    'combine, nothing': () => fit(combine([])),
    'combine, one of theirs first': () => fit(combine([new tf.CustomCallback({}), plateau()])),
    findLearningRate: () => library.findLearningRate(model(), x, x.sum(1, true)),
    install: async () => library.install(tf),
  };
  const messages: Record<string, string> = {};
  for (const [name, open] of Object.entries(doors)) {
    messages[name] = await open().then(
      () => 'no error',
      (error: unknown) => String(error),
    );
  }
  return messages;
}

const noModel = (owner: string): string =>
  `TypeError: ${owner}: got no model; behind a plain object write ` +
  `combine([…]), of two copies of tfjs load one.`;
const otherCopy = (owner: string, what = 'model'): string =>
  `TypeError: ${owner}: \`${what}\` is of another copy of tfjs than this library uses; ` +
  'load tfjs once: one script tag, or one version for all (npm ls @tensorflow/tfjs).';

const handsOnNone =
  'TypeError: combine: got no model; of two copies of tfjs load one, and hooks called by hand begin with setModel.';

/** What needs no class of tfjs, and so works: the weights after it. */
async function across(tf: Tf, library: Library) {
  await tf.setBackend('cpu');
  const x = tf.randomNormal([16, 2], 0, 1, 'float32', 1);
  const y = x.sum(1, true);
  const make = (optimizer: tf.Optimizer) => {
    const kernelInitializer = tf.initializers.glorotUniform({seed: 1});
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2], kernelInitializer})]});
    model.compile({optimizer, loss: 'meanSquaredError'});
    return model;
  };
  const weights = (model: tf.LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()]);
  const fit = async (model: tf.LayersModel, callbacks?: tf.CallbackList['callbacks']) => {
    await model.fit(x, y, {epochs: 4, shuffle: false, verbose: 0, ...(callbacks && {callbacks})});
    return weights(model);
  };
  const {clipGradients, exponentialDecay, layerwise, scheduled} = library;

  const set = make(tf.train.momentum(0.1, 0.9));
  library.setLearningRate(set.optimizer, 0.01);
  library.setMomentum(set.optimizer, 0.5);
  const tried = make(tf.train.adam(0.1));
  await fit(tried);
  const before = library.captureTrainingState(tried);
  await fit(tried);
  before.restore();
  const batches = library.seededShuffle(x, y, {batchSize: 4, seed: 1});
  const shuffled = make(tf.train.sgd(0.1));
  await shuffled.fitDataset(batches, {epochs: 2, verbose: 0});
  return {
    clipped: await fit(make(clipGradients(tf.train.adam(0.1), {globalNorm: 0.1}))),
    scheduled: await fit(
      make(
        scheduled(
          tf.train.sgd(0.1),
          exponentialDecay({initialLearningRate: 0.1, decaySteps: 1, decayRate: 0.5}),
        ),
      ),
    ),
    layerwise: await fit(make(layerwise(tf.train.sgd(0.1), [[/dense/, 0.1]]))),
    set: await fit(set),
    restored: await fit(tried),
    shuffled: weights(shuffled),
    // The first of the list is an instance of that tfjs: it takes the list as it is.
    behindTheirs: await fit(make(tf.train.sgd(0.1)), [
      new tf.CustomCallback({}),
      library.reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 100}),
      library.earlyStopping({monitor: 'loss', patience: 3, restoreBestWeights: true}),
    ]),
  };
}

/** A clipped model, saved and loaded with `tf`. */
async function saved(tf: Tf, {clipGradients, ClippedOptimizer}: Library, register: boolean) {
  if (register) tf.serialization.registerClass(ClippedOptimizer);
  const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
  model.compile({
    optimizer: clipGradients(tf.train.adam(0.1), {globalNorm: 0.1}),
    loss: 'meanSquaredError',
  });
  await model.save('indexeddb://clipped', {includeOptimizer: true});
  const loaded = await tf.loadLayersModel('indexeddb://clipped');
  return loaded.optimizer.getClassName();
}

const scripts = (...files: string[]): string => html(files, declared(doors, across, saved));

const site = pages(
  {
    'app.html': scripts('tf.min.js', 'app.js'),
    'script.html': scripts('tf.min.js', 'tfjs-callbacks.min.js', 'appWithout.js'),
    'again.html': scripts('tf.min.js', 'tfjs-callbacks.min.js', 'tf.es2017.min.js'),
    'twiceBefore.html': scripts('tf.min.js', 'tf.es2017.min.js', 'tfjs-callbacks.min.js'),
  },
  async (folder) => {
    await scriptBuild(folder);
    const other = 'tf.es2017.min.js';
    copyFileSync(require.resolve(`@tensorflow/tfjs/dist/${other}`), join(folder, other));
    writeFileSync(join(folder, 'app.js'), await bundled(app));
    writeFileSync(join(folder, 'appWithout.js'), await bundled(appWithout));
  },
);

describe.each([
  ["an app's own tfjs and the model of a script", 'app.html', 'tf, appLibrary'],
  ["a script's tfjs and the model of an app", 'script.html', 'appTf, tfjsCallbacks'],
  ['a script of tfjs before the library and another one behind it', 'again.html', 'tf, tfjsCallbacks'],
])('With %s', (_name, path, args) => {
  it('whatever cannot work says that there are two', async () => {
    const page = await site.open(path);
    expect(await page.evaluate(`doors(${args})`)).toEqual({
      'a callback': noModel('ReduceLROnPlateau'),
      'a list': noModel('LearningRateMonitor'),
      'combine, ours first': noModel('ReduceLROnPlateau'),
      'combine, an object first': handsOnNone,
      'combine, an object alone': handsOnNone,
      'combine, nothing': handsOnNone,
      'combine, one of theirs first': handsOnNone,
      findLearningRate: otherCopy('findLearningRate'),
      install: otherCopy('install', 'tf'),
    });
  });

  it('optimizers, their settings, states and batches work as with one', async () => {
    const page = await site.open(path);
    expect(await page.evaluate(`across(${args})`)).toEqual(await across(tf, {...library, install}));
  });

  it('tfjs says which class to register where a wrapper was saved', async () => {
    const page = await site.open(path);
    const message = await page.evaluate<string>(`saved(${args}, false).catch((error) => error.message)`);
    expect(message).toMatch(/^Unknown layer: ClippedOptimizer\..*registerClass/s);
    expect(await page.evaluate(`saved(${args}, true)`)).toBe('ClippedOptimizer');
  });
});

describe('With two scripts of tfjs before that of the library', () => {
  it('all is of the second one, and works', async () => {
    const page = await site.open('twiceBefore.html');
    const messages = await page.evaluate<object>('doors(tf, tfjsCallbacks)');
    expect(new Set(Object.values(messages))).toEqual(new Set(['no error']));
  });
});
