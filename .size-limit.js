import * as schedules from './dist/schedules/index.js';

const size = (name, file, limit, imported = `{ ${name} }`) => ({
  name: `${name} from ${file}`,
  path: `dist/${file}`,
  import: imported,
  ignore: ['@tensorflow/tfjs', 'node:fs', 'node:path'],
  modifyEsbuildConfig: (config) => ({...config, format: 'esm'}),
  gzip: true,
  limit,
});

const callbacks = [
  ...['adaptiveLearningRate', 'combine', 'gradientNormMonitor', 'gradualUnfreezing'],
  ...['lambdaCallback', 'learningRateMonitor', 'progressLogger'],
  ...['swapEMAWeights', 'terminateOnNaN', 'weightAveraging'],
];

/** Those above 4 kB: the schedulers plan the training and look ahead, the others keep models. */
const largerCallbacks = {
  backupAndRestore: '9 kB',
  cosineAnnealingWarmRestarts: '5.45 kB',
  cyclicalLearningRate: '5.15 kB',
  earlyStopping: '5.3 kB',
  learningRateScheduler: '4.65 kB',
  modelCheckpoint: '6.3 kB',
  oneCycle: '5.35 kB',
  recoverOnDivergence: '5.6 kB',
};

const optimizers = {clipGradients: '7.15 kB', layerwise: '4.25 kB', scheduled: '3.75 kB'};

/** Those that need more than 1 kB; 0.8 kB of each are the checks of the options. */
const larger = {
  cosineDecayRestarts: '1.18 kB',
  cyclicLR: '1.05 kB',
  fromKeras: '2.03 kB',
  oneCycleLR: '1.2 kB',
  piecewiseInterpolate: '1.08 kB',
  repeat: '1.3 kB',
  warmup: '1.05 kB',
};

export default [
  size('reduceLROnPlateau', 'index.js', '3 kB'),
  ...callbacks.map((name) => size(name, 'index.js', '4 kB')),
  ...Object.entries({...largerCallbacks, ...optimizers}).map(([name, limit]) =>
    size(name, 'index.js', limit),
  ),
  ...['csvLogger', 'jsonLinesLogger', 'progressBar'].map((name) => size(name, 'node/index.js', '4 kB')),
  size('install', 'install/index.js', '40 kB'),
  ...Object.keys(schedules).flatMap((name) =>
    ['index.js', 'schedules/index.js'].map((file) => size(name, file, larger[name] ?? '1 kB')),
  ),
  size('everything', 'schedules/index.js', '8 kB', '*'),
  // As it is loaded: all of it, install included.
  {name: 'the script build', path: 'dist/tfjs-callbacks.min.js', gzip: true, limit: '52 kB'},
];
