import * as schedules from './dist/schedules/index.js';

const size = (name, file, limit, imported = `{ ${name} }`) => ({
  name: `${name} from ${file}`,
  path: `dist/${file}`,
  import: imported,
  ignore: ['@tensorflow/tfjs', 'node:fs', 'node:path'],
  gzip: true,
  limit,
});

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
  ...['csvLogger', 'jsonLinesLogger', 'progressBar'].map((name) => size(name, 'node/index.js', '4 kB')),
  ...Object.keys(schedules).flatMap((name) =>
    ['index.js', 'schedules/index.js'].map((file) => size(name, file, larger[name] ?? '1 kB')),
  ),
  size('everything', 'schedules/index.js', '8 kB', '*'),
];
