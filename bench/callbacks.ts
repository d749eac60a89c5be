import {train, type Callback, type Optimizer} from '@tensorflow/tfjs';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {
  adaptiveLearningRate,
  backupAndRestore,
  clipGradients,
  constant,
  earlyStopping,
  gradientNormMonitor,
  gradualUnfreezing,
  lambdaCallback,
  learningRateMonitor,
  learningRateScheduler,
  modelCheckpoint,
  progressLogger,
  recoverOnDivergence,
  reduceLROnPlateau,
  swapEMAWeights,
  terminateOnNaN,
  timeBudget,
  weightAveraging,
} from 'tfjs-callbacks';
import {csvLogger, jsonLinesLogger, progressBar} from 'tfjs-callbacks/node';

/** A callback of the library, as it is measured. */
export interface Measured {
  /** One that has nothing to do in a step; undefined when there is always something to do. */
  readonly idle?: () => Callback;
  /** One that does all it can do in two epochs; the one above if nothing is said. */
  readonly busy?: () => Callback;
  /** The optimizer that it needs. */
  readonly optimizer?: () => Optimizer;
}

const folder = mkdtempSync(join(tmpdir(), 'tfjs-callbacks-bench-'));
process.on('exit', () => rmSync(folder, {recursive: true}));

let files = 0;
const file = (): string => join(folder, String((files += 1)));

const saved = {modelArtifactsInfo: {dateSaved: new Date(0), modelTopologyType: 'JSON'}} as const;
const nowhere = {save: () => Promise.resolve(saved)};
const stream = {write: () => {}, isTTY: true};

/** All that the limits of `npm run bench` hold for. */
export const callbacks: Readonly<Record<string, Measured>> = {
  reduceLROnPlateau: {
    idle: () => reduceLROnPlateau({monitor: 'loss', patience: 1e6}),
    // Reduces in every second epoch.
    busy: () => reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 1000}),
  },
  learningRateScheduler: {idle: () => learningRateScheduler({schedule: constant(0.01), by: 'epoch'})},
  learningRateMonitor: {busy: () => learningRateMonitor()},
  gradientNormMonitor: {
    idle: () => gradientNormMonitor(),
    optimizer: () => clipGradients(train.sgd(0.01), {globalNorm: 1}),
  },
  earlyStopping: {
    idle: () => earlyStopping({monitor: 'loss', patience: 1e6}),
    busy: () => earlyStopping({monitor: 'loss', minDelta: 1000, restoreBestWeights: true, with: 'state'}),
  },
  modelCheckpoint: {
    idle: () => modelCheckpoint({filepath: nowhere, monitor: 'loss', saveFreq: 1e6}),
    busy: () => modelCheckpoint({filepath: nowhere, monitor: 'loss', saveFreq: 8}),
  },
  backupAndRestore: {idle: () => backupAndRestore({backupDir: new Map()})},
  terminateOnNaN: {idle: () => terminateOnNaN()},
  recoverOnDivergence: {
    idle: () => recoverOnDivergence(),
    busy: () => recoverOnDivergence({spikeFactor: 1.001, snapshotFreq: 4, maxRetries: 1e6}),
  },
  adaptiveLearningRate: {
    idle: () => adaptiveLearningRate({monitor: 'loss', patience: 1e6, raisePatience: 1e6}),
    busy: () => adaptiveLearningRate({monitor: 'loss'}),
  },
  timeBudget: {idle: () => timeBudget({seconds: 1e6})},
  weightAveraging: {
    idle: () => weightAveraging({mode: 'swa', start: 1e6}),
    busy: () => weightAveraging({mode: 'swa', swapOnEpoch: true}),
  },
  swapEMAWeights: {busy: () => swapEMAWeights()},
  gradualUnfreezing: {
    idle: () => gradualUnfreezing({schedule: [[0, /./]]}),
    busy: () => gradualUnfreezing({schedule: [[1, /kernel/]]}),
  },
  lambdaCallback: {idle: () => lambdaCallback({onBatchEnd() {}})},
  progressLogger: {
    idle: () => progressLogger({onProgress() {}, interval: 1e6}),
    busy: () => progressLogger({onProgress() {}, interval: 0}),
  },
  progressBar: {
    idle: () => progressBar({stream, interval: 1e6}),
    busy: () => progressBar({stream, interval: 0}),
  },
  csvLogger: {idle: () => csvLogger({filename: file()})},
  jsonLinesLogger: {idle: () => jsonLinesLogger({filename: file()})},
};
