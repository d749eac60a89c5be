import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'playwright';
import * as library from 'tfjs-callbacks';
import * as factories from '../../src/install/callbacks';
import {bundled} from './helpers/bundled.js';
import {declared, html, pages} from './helpers/pages.js';
import {scriptBuild} from './helpers/scriptBuild.js';

type Tf = typeof tf;
type Library = typeof library;

interface Result {
  readonly history: Readonly<Record<string, readonly number[]>>;
  readonly weights: readonly (readonly number[])[];
}

/** By the name of its factory, what a fit with each callback comes to. */
async function training(tf: Tf, library: Library, backend: string): Promise<Record<string, Result>> {
  if (!(await tf.setBackend(backend))) throw new Error(`no ${backend}`);
  const x = tf.randomNormal([24, 2], 0, 1, 'float32', 1);
  const y = x.square().sum(1, true);
  const network = () => {
    const init = (seed: number) => tf.initializers.glorotUniform({seed});
    const model = tf.sequential({
      layers: [
        tf.layers.dense({
          ...{name: 'body', units: 6, inputShape: [2], activation: 'tanh'},
          kernelInitializer: init(1),
        }),
        tf.layers.dense({name: 'head', units: 1, kernelInitializer: init(2)}),
      ],
    });
    const optimizer = library.clipGradients(tf.train.momentum(0.05, 0.5), {globalNorm: 0.5});
    model.compile({optimizer, loss: 'meanSquaredError'});
    return model;
  };
  const silent = () => {};
  const hasDatabase = 'indexedDB' in globalThis;
  const monitor = {monitor: 'loss', minDelta: 0.5};
  const callbacks = {
    adaptiveLearningRate: () => library.adaptiveLearningRate({monitor: 'loss', raiseFactor: 1.5}),
    backupAndRestore: () =>
      library.backupAndRestore({backupDir: hasDatabase ? 'indexeddb://backup' : new Map()}),
    cosineAnnealingWarmRestarts: () => library.cosineAnnealingWarmRestarts({t0: 2, by: 'epoch'}),
    cyclicalLearningRate: () => library.cyclicalLearningRate({baseLr: 0.01, maxLr: 0.1, stepSizeUp: 3}),
    earlyStopping: () => library.earlyStopping({...monitor, patience: 2, restoreBestWeights: true}),
    gradientNormMonitor: () => library.gradientNormMonitor(),
    gradualUnfreezing: () =>
      library.gradualUnfreezing({
        schedule: [
          [0, 'head'],
          [2, 'body'],
        ],
      }),
    lambdaCallback: () => library.lambdaCallback({onEpochEnd: silent}),
    learningRateFinder: () => library.learningRateFinder({steps: 8}),
    learningRateMonitor: () => library.learningRateMonitor(),
    learningRateScheduler: () => library.learningRateScheduler((epoch) => 0.1 / (epoch + 1)),
    modelCheckpoint: () =>
      library.modelCheckpoint({
        ...{monitor: 'loss', saveBestOnly: true},
        filepath: hasDatabase
          ? 'indexeddb://best'
          : tf.io.withSaveHandler(async () => ({
              modelArtifactsInfo: {dateSaved: new Date(), modelTopologyType: 'JSON'},
            })),
      }),
    oneCycle: () => library.oneCycle({maxLr: 0.1}),
    progressLogger: () => library.progressLogger({write: silent}),
    recoverOnDivergence: () => library.recoverOnDivergence(),
    reduceLROnPlateau: () =>
      library.reduceLROnPlateau({
        ...monitor,
        patience: 1,
        factor: 0.5,
        restoreBestWeights: library.bestSnapshot,
      }),
    swapEMAWeights: () => library.swapEMAWeights({emaMomentum: 0.5, swapOnEpoch: true}),
    terminateOnNaN: () => library.terminateOnNaN(),
    timeBudget: () => library.timeBudget({seconds: 1e6}),
    weightAveraging: () => library.weightAveraging({momentum: 0.5}),
  };
  const results: Record<string, Result> = {};
  for (const [name, make] of Object.entries(callbacks)) {
    const model = network();
    const {history} = await model.fit(x, y, {
      ...{epochs: 5, batchSize: 8, shuffle: false, verbose: 0},
      callbacks: [make()],
    });
    const weights = model.getWeights().map((weight) => [...weight.dataSync()]);
    results[name] = {history: history as Result['history'], weights};
    model.dispose();
  }
  const model = network();
  const {losses} = await library.findLearningRate(model, x, y, {batchSize: 8, steps: 10});
  return {...results, findLearningRate: {history: {loss: [...losses]}, weights: []}};
}

/** Trains for ever, unless somebody says stop; how often is not known. */
async function untilStopped(tf: Tf, library: Library) {
  await tf.setBackend('cpu');
  const x = tf.randomNormal([24, 2], 0, 1, 'float32', 1);
  const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
  model.compile({optimizer: 'sgd', loss: 'meanSquaredError'});
  globalThis.addEventListener('message', ({data}) => {
    if (data === 'stop') model.stopTraining = true;
  });
  postMessage('begun');
  await model.fit(x, x.sum(1, true), {
    epochs: 1e9,
    verbose: 0,
    callbacks: [library.reduceLROnPlateau({monitor: 'loss'})],
  });
  return 'stopped';
}

/** Answers a message, a call of one of the functions, with its result. */
const answering = `
${declared(training, untilStopped)}
addEventListener('message', async ({data}) => {
  if (data === 'stop') return;
  const [name, ...args] = data;
  try {
    postMessage({result: await {training, untilStopped}[name](tf, tfjsCallbacks, ...args)});
  } catch (error) {
    postMessage({error: String(error)});
  }
});`;

const site = pages(
  {
    'page.html': html([]),
    'classic.js': `importScripts('tf.min.js', 'tfjs-callbacks.min.js');\n${answering}`,
  },
  async (folder) => {
    await scriptBuild(folder);
    const module = `
      import * as tf from '@tensorflow/tfjs';
      import * as tfjsCallbacks from 'tfjs-callbacks';
      ${answering}`;
    writeFileSync(join(folder, 'module.js'), await bundled(module, 'esm'));
  },
);

/** What a worker answers; when it says that it has begun, it is told to stop. */
async function inWorker<Answer>(page: Page, type: WorkerType, ...call: string[]): Promise<Answer> {
  const talk = ([type, call]: [WorkerType, string[]]) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(`${type}.js`, {type});
      worker.onerror = ({message}) => reject(new Error(message));
      worker.onmessage = ({data}) => {
        if (data === 'begun') worker.postMessage('stop');
        else if (data.error) reject(new Error(data.error));
        else resolve(data.result);
      };
      worker.postMessage(call);
    });
  return (await page.evaluate(talk, [type, call] as [WorkerType, string[]])) as Answer;
}

/** As tfjs computes. In doubles the last bit of `Math.pow` is not the same in every version of V8. */
const inFloat32 = (result: unknown): unknown =>
  JSON.parse(JSON.stringify(result), (_key, value: unknown) =>
    typeof value === 'number' ? Math.fround(value) : value,
  );

describe.each(['module', 'classic'] as const)('A %s worker', (type) => {
  it('trains with every callback as Node does', async () => {
    const page = await site.open('page.html');
    const there = await inWorker<object>(page, type, 'training', 'cpu');
    const here = await training(tf, library, 'cpu');
    expect(inFloat32(there)).toEqual(inFloat32(here));
    expect(Object.keys(there).sort()).toEqual([...Object.keys(factories), 'findLearningRate'].sort());
  });

  it('trains with every callback on WebGL, in its OffscreenCanvas', async () => {
    const page = await site.open('page.html');
    const there = await inWorker<Record<string, Result>>(page, type, 'training', 'webgl');
    const here = await training(tf, library, 'cpu');
    for (const [name, {history, weights}] of Object.entries(here)) {
      const loss = there[name]!.history['loss']!;
      expect(loss).toHaveLength(history['loss']!.length);
      loss.forEach((value, epoch) => expect(value).toBeCloseTo(history['loss']![epoch]!, 4));
      there[name]!.weights.flat().forEach((value, i) => expect(value).toBeCloseTo(weights.flat()[i]!, 4));
    }
  });

  it('hears messages while it trains', async () => {
    const page = await site.open('page.html');
    expect(await inWorker(page, type, 'untilStopped')).toBe('stopped');
  });
});
