import * as schedules from './dist/schedules/index.js';

/** What is loaded on demand, by `import()`, is not counted: bundlers that split put it into a file of its own. */
const onDemand = {
  name: 'on demand',
  setup({onResolve}) {
    onResolve({filter: /^/}, ({kind, path}) => (kind === 'dynamic-import' ? {path, external: true} : null));
  },
};

const size = (name, file, limit, imported = `{ ${name} }`) => ({
  name: `${name} from ${file}`,
  path: `dist/${file}`,
  import: imported,
  ignore: ['@tensorflow/tfjs', 'node:fs', 'node:path'],
  // As a module: in other formats esbuild adds what stands for `import` there.
  modifyEsbuildConfig: (config) => ({...config, format: 'esm', plugins: [onDemand]}),
  gzip: true,
  limit,
});

/** By file: what a callback loads only when its options ask for it. */
const demanded = {
  // earlyStopping and reduceLROnPlateau with restoreBestWeights
  'callbacks/BestSnapshot.js': ['BestSnapshot', '2.6 kB'],
  // modelCheckpoint, when training begins
  'callbacks/saving.js': ['checkSaving, save', '1.9 kB'],
  // recoverOnDivergence, when training begins
  'callbacks/SnapshotRing.js': ['SnapshotRing', '2.7 kB'],
};

const callbacks = [
  ...['adaptiveLearningRate', 'combine', 'earlyStopping', 'gradientNormMonitor', 'gradualUnfreezing'],
  ...['lambdaCallback', 'learningRateMonitor', 'modelCheckpoint', 'progressLogger', 'recoverOnDivergence'],
  ...['swapEMAWeights', 'terminateOnNaN', 'weightAveraging'],
];

/** Those above 4 kB. A third of the schedulers are the plan of a training and the look ahead. */
const largerCallbacks = {
  cosineAnnealingWarmRestarts: '5.5 kB',
  cyclicalLearningRate: '5.2 kB',
  learningRateScheduler: '4.7 kB',
  oneCycle: '5.4 kB',
};

const optimizers = {clipGradients: '7.2 kB', layerwise: '4.3 kB', scheduled: '3.8 kB'};

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
  // 3.00 kB added to an app that imports tfjs anyway: of the file by itself the rest is its import and its export.
  size('reduceLROnPlateau', 'index.js', '3.07 kB'),
  ...callbacks.map((name) => size(name, 'index.js', '4 kB')),
  ...Object.entries({...largerCallbacks, ...optimizers}).map(([name, limit]) =>
    size(name, 'index.js', limit),
  ),
  ...Object.entries(demanded).map(([file, [name, limit]]) => size(name, file, limit)),
  ...['csvLogger', 'jsonLinesLogger', 'progressBar'].map((name) => size(name, 'node/index.js', '4 kB')),
  size('install', 'install/index.js', '40 kB'),
  ...Object.keys(schedules).flatMap((name) =>
    ['index.js', 'schedules/index.js'].map((file) => size(name, file, larger[name] ?? '1 kB')),
  ),
  size('everything', 'schedules/index.js', '8 kB', '*'),
];
