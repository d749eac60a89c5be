import {describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {readFileSync} from 'node:fs';
import * as library from 'tfjs-callbacks';
import {
  adaptiveLearningRate,
  bestSnapshot,
  captureTrainingState,
  clipGradients,
  cosineAnnealingWarmRestarts,
  cyclicalLearningRate,
  earlyStopping,
  exponentialDecay,
  fromPlan,
  gradientNormMonitor,
  gradualUnfreezing,
  lambdaCallback,
  learningRateMonitor,
  learningRateScheduler,
  modelCheckpoint,
  oneCycle,
  polynomialDecay,
  recoverOnDivergence,
  reduceLROnPlateau,
  seededShuffle,
  swapEMAWeights,
  timeBudget,
  TrainingCallback,
  warmup,
  weightAveraging,
  type BackupStorage,
  type TrainingStateArtifacts,
} from 'tfjs-callbacks';
import * as node from 'tfjs-callbacks/node';
import {freshFolder} from '../helpers/folder';
import {optimizers} from '../helpers/optimizers';

const inFolder = freshFolder();

/** A clock that shows one second more each time. */
function clock(): () => number {
  let seconds = 0;
  return () => 1000 * (seconds += 1);
}

const nowhere = () =>
  tf.io.withSaveHandler(async () => ({
    modelArtifactsInfo: {dateSaved: new Date(0), modelTopologyType: 'JSON'},
  }));

/** Every callback with a state, in its forms that keep different things. */
const stateful: [name: string, make: () => TrainingCallback, file?: string][] = [
  [
    'ReduceLROnPlateau',
    () => reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 0.05, factor: 0.7, cooldown: 2}),
  ],
  [
    'AdaptiveLearningRate',
    () => adaptiveLearningRate({monitor: 'loss', minDelta: 0.05, window: 2, cooldown: 1}),
  ],
  ['LearningRateScheduler', () => learningRateScheduler((_epoch, learningRate) => 0.9 * learningRate)],
  [
    'LearningRateScheduler',
    () =>
      learningRateScheduler({
        schedule: fromPlan(({learningRate, totalSteps}) =>
          warmup(
            polynomialDecay({initialLearningRate: learningRate, decaySteps: totalSteps, endLearningRate: 0}),
            {
              steps: 3,
            },
          ),
        ),
        by: 'step',
      }),
  ],
  ['CosineAnnealingWarmRestarts', () => cosineAnnealingWarmRestarts({t0: 2, by: 'step', tMult: 2})],
  [
    'CyclicalLearningRate',
    () => cyclicalLearningRate({baseLr: 0.01, maxLr: 0.1, stepSizeUp: 3, missing: 'ignore'}),
  ],
  ['OneCycle', () => oneCycle({maxLr: 0.1, missing: 'ignore'})],
  [
    'ReduceLROnPlateau',
    () => reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 0.05, restoreBestWeights: bestSnapshot}),
  ],
  ['EarlyStopping', () => earlyStopping({monitor: 'loss', minDelta: 0.05, patience: 4})],
  [
    'EarlyStopping',
    () => earlyStopping({monitor: 'loss', minDelta: 0.05, patience: 9, restoreBestWeights: true}),
  ],
  [
    'EarlyStopping',
    () =>
      earlyStopping({
        ...{monitor: 'loss', minDelta: 0.05, patience: 9, restoreBestWeights: true},
        with: 'state',
      }),
  ],
  [
    'TimeBudget',
    () =>
      timeBudget({
        seconds: 200,
        schedule: exponentialDecay({initialLearningRate: 0.1, decaySteps: 1, decayRate: 0.01}),
        now: clock(),
      }),
  ],
  ['RecoverOnDivergence', () => recoverOnDivergence()],
  ['RecoverOnDivergence', () => recoverOnDivergence({spikeFactor: 1.1, snapshotFreq: 3, maxRetries: 9})],
  ['LearningRateMonitor', () => learningRateMonitor()],
  ['GradientNormMonitor', () => gradientNormMonitor()],
  ['ModelCheckpoint', () => modelCheckpoint({filepath: nowhere, monitor: 'loss', saveBestOnly: true})],
  ['ModelCheckpoint', () => modelCheckpoint({filepath: nowhere, saveFreq: 4})],
  ['WeightAveraging', () => weightAveraging({momentum: 0.8, overwriteFrequency: 3})],
  ['WeightAveraging', () => weightAveraging({mode: 'swa', swapOnEpoch: true})],
  ['SwapEMAWeights', () => swapEMAWeights({emaMomentum: 0.8})],
  ['CSVLogger', () => node.csvLogger({filename: inFolder('log.csv')}), 'log.csv'],
  ['JSONLinesLogger', () => node.jsonLinesLogger({filename: inFolder('log.jsonl')}), 'log.jsonl'],
];

/** Those without one go on by themselves. */
const stateless: typeof stateful = [
  ['TerminateOnNaN', () => library.terminateOnNaN()],
  ['LambdaCallback', () => lambdaCallback({onEpochEnd() {}})],
  ['ProgressLogger', () => library.progressLogger({write() {}})],
  ['ProgressBar', () => node.progressBar({stream: {write: () => true}})],
  ['GradualUnfreezing', () => gradualUnfreezing({schedule: [[2, /^first/]]})],
  ['BackupAndRestore', () => library.backupAndRestore({backupDir: new Map()})],
];

/** Its fit is a test, and leaves the model as it was. */
const notTraining = ['LearningRateFinder'];

describe('every callback of the library', () => {
  it('is in these tests', () => {
    const callbacks = Object.entries<unknown>({...library, ...node}).filter(
      ([, value]) => (value as {prototype?: unknown}).prototype instanceof TrainingCallback,
    );
    const tested = [...stateful, ...stateless].map(([name]) => name);
    expect(new Set([...tested, ...notTraining])).toEqual(new Set(callbacks.map(([name]) => name)));
  });

  it.each(stateless)('%s has no state', (_name, make) => {
    expect(make().getState()).toEqual({});
  });
});

interface Training {
  readonly epochs: number;
  readonly optimizer: number;
  readonly batchSize: number;
  readonly how: 'fit' | 'fitDataset';
}

/** Keeps the first backup only. */
function firstBackup(): BackupStorage {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    get: (name) => kept.get(name),
    set(name, bytes) {
      if (kept.size === 0) kept.set(name, bytes);
    },
    delete: () => {},
  };
}

/** Trains a new model with a new callback; backs both up after some epochs, or goes on from the backup there is. */
async function train(
  {epochs, optimizer, batchSize, how}: Training,
  make: () => TrainingCallback,
  {after, storage}: {after: number; storage: BackupStorage},
) {
  const x = tf.randomUniform<tf.Rank.R2>([5, 2], -1, 1, 'float32', 1);
  const y = tf.randomUniform<tf.Rank.R2>([5, 1], -1, 1, 'float32', 2);
  const dense = (name: string, units: number, seed: number) =>
    tf.layers.dense({name, units, kernelInitializer: tf.initializers.glorotUniform({seed})});
  const model = tf.sequential({
    layers: [
      tf.layers.inputLayer({inputShape: [2]}),
      dense('first', 3, 1),
      tf.layers.batchNormalization({name: 'norm'}),
      dense('last', 1, 2),
    ],
  });
  const inner = optimizers[optimizer]![1](0.1);
  model.compile({optimizer: clipGradients(inner, {globalNorm: 0.5}), loss: 'meanSquaredError'});

  const callback = make();
  const backup = library.backupAndRestore({backupDir: storage, saveFreq: {epochs: after}});
  const start = await backup.resume(model);
  const options = {epochs, verbose: 0, callbacks: [callback, backup], ...start};
  const {history} =
    how === 'fit'
      ? await model.fit(x, y, {...options, batchSize, shuffle: false})
      : await model.fitDataset(seededShuffle(x, y, {batchSize, seed: 3, ...start}), options);
  const {json, data} = await artifactsOf(model);
  // tfjs numbers the variables of a process.
  const settings = JSON.stringify((json as {optimizer: object}).optimizer).replace(/_\d+"/g, '"');
  const result = [[...new Uint8Array(data)], settings, callback.getState()];
  model.dispose();
  tf.dispose([x, y]);
  return {start, result, history};
}

async function artifactsOf(model: tf.LayersModel): Promise<TrainingStateArtifacts> {
  const state = captureTrainingState(model);
  const artifacts = await state.toArtifacts();
  state.dispose();
  return artifacts;
}

describe.each(stateful)('%s', (name, make, file) => {
  const training = fc.record({
    epochs: fc.integer({min: 2, max: 7}),
    optimizer: fc.nat({max: optimizers.length - 1}),
    batchSize: fc.integer({min: 1, max: 4}),
    how: fc.constantFrom('fit', 'fitDataset'),
  });

  it('after k epochs, a save and n - k epochs is where it is after n, and so is the model', async () => {
    jest.spyOn(console, 'warn').mockImplementation(() => {});
    const content = () => file && readFileSync(inFolder(file), 'utf8');
    const property = async (given: Training, part: number) => {
      const after = 1 + Math.floor(part * (given.epochs - 1));
      const storage = firstBackup();
      const whole = await train(given, make, {after, storage});
      const written = content();
      const resumed = await train(given, make, {after, storage});
      expect(resumed.start).toEqual({initialEpoch: after});
      expect(resumed.result).toEqual(whole.result);
      for (const [key, values] of Object.entries(resumed.history)) {
        expect(values).toEqual(whole.history[key]!.slice(-values.length));
      }
      expect(content()).toBe(written);
    };
    const part = fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true});
    await fc.assert(fc.asyncProperty(training, part, property), {numRuns: 4, seed: name.length});
  }, 60_000);
});
