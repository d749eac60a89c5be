import * as tf from '@tensorflow/tfjs';
import {
  adaptiveLearningRate,
  backupAndRestore,
  clipGradients,
  constant,
  cosineAnnealingWarmRestarts,
  cyclicalLearningRate,
  earlyStopping,
  gradientNormMonitor,
  gradualUnfreezing,
  lambdaCallback,
  learningRateFinder,
  learningRateMonitor,
  learningRateScheduler,
  modelCheckpoint,
  oneCycle,
  progressLogger,
  recoverOnDivergence,
  reduceLROnPlateau,
  swapEMAWeights,
  terminateOnNaN,
  timeBudget,
  weightAveraging,
  type TrainingCallback,
} from 'tfjs-callbacks';
import {nodeCallbacks} from './nodeCallbacks';

/** Makes a callback that does something in two epochs of two updates; what it says goes to `note`. */
export type Make = (note?: (text: string) => void) => TrainingCallback;

/** A callback's name, one of its kind, and the optimizer with which it has something to do, if SGD is not enough. */
export type Row = readonly [name: string, make: Make, optimizer?: () => tf.Optimizer];

const silent = (): void => {};

/** A clock that goes on by a millisecond whenever it is looked at. */
function ticking(): () => number {
  let time = 0;
  return () => (time += 1);
}

/** An optimizer with which each of the callbacks can train. */
export const clipped = (): tf.Optimizer => clipGradients(tf.train.sgd(0.1), {globalNorm: 0.5});

/** One of each kind of callback of the library that can share a fit with all others. */
export const callbacks: readonly Row[] = [
  ['ReduceLROnPlateau', () => reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 1e6, factor: 0.5})],
  ['LearningRateScheduler', () => learningRateScheduler({schedule: constant(0.05), by: 'step'})],
  ['LearningRateMonitor', () => learningRateMonitor()],
  ['EarlyStopping', () => earlyStopping({monitor: 'loss', minDelta: 1e6, restoreBestWeights: true})],
  // The second loss is infinite.
  ['TerminateOnNaN', () => terminateOnNaN(), () => tf.train.sgd(1e30)],
  ['RecoverOnDivergence', () => recoverOnDivergence({factor: 1e-31}), () => tf.train.sgd(1e30)],
  ['AdaptiveLearningRate', () => adaptiveLearningRate({monitor: 'loss', raiseFactor: 1.5})],
  ['TimeBudget', () => timeBudget({seconds: 1, now: ticking()})],
  ['GradientNormMonitor', () => gradientNormMonitor(), clipped],
  ['LambdaCallback', (note = silent) => lambdaCallback({onBatchEnd: (batch) => note(`batch ${batch}`)})],
  ['ProgressLogger', (note = silent) => progressLogger({write: note, now: () => 0})],
  [
    'ModelCheckpoint',
    (note = silent) => {
      const filepath = tf.io.withSaveHandler(async ({weightData}) => {
        note(String(new Float32Array(weightData as ArrayBuffer)));
        return {modelArtifactsInfo: {dateSaved: new Date(0), modelTopologyType: 'JSON'}};
      });
      return modelCheckpoint({filepath, monitor: 'loss', includeOptimizer: false, keepLast: 1});
    },
  ],
  [
    'BackupAndRestore',
    (note = silent) => {
      const backups = new Map<string, Uint8Array>();
      const set = (name: string, bytes: Uint8Array) => {
        note(name);
        backups.set(name, bytes);
      };
      const backupDir = {
        get: (name: string) => backups.get(name),
        set,
        delete: (name: string) => backups.delete(name),
      };
      return backupAndRestore({backupDir});
    },
  ],
  ['WeightAveraging', () => weightAveraging({mode: 'swa', swapOnEpoch: true})],
  ['GradualUnfreezing', () => gradualUnfreezing({schedule: [[1, /kernel/]]})],
  ...nodeCallbacks,
];

/** Those that write the rate: of them a fit takes one. */
const schedulers: readonly Row[] = [
  [
    'CosineAnnealingWarmRestarts',
    () => cosineAnnealingWarmRestarts({t0: 2, by: 'epoch', initialLearningRate: 0.1}),
  ],
  [
    'CyclicalLearningRate',
    () => cyclicalLearningRate({baseLr: 0.01, maxLr: 0.1, stepSizeUp: 1, missing: 'ignore'}),
  ],
  [
    'OneCycle',
    () =>
      oneCycle({maxLr: 0.1, totalSteps: 5, pctStart: 0.8, annealStrategy: 'linear', cycleMomentum: false}),
  ],
  ['LearningRateFinder', () => learningRateFinder({steps: 60, stopFactor: 1e9})],
];

/** Like `WeightAveraging`, of which a fit takes one. */
const average: Row = ['SwapEMAWeights', () => swapEMAWeights({emaMomentum: 0.5})];

/** All there are. What is true of all is tested with all. */
export const allCallbacks: readonly Row[] = [...callbacks, ...schedulers, average];
