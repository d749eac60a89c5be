const size = (name, file, limit) => ({
  name: `${name} from ${file}`,
  path: `dist/${file}`,
  import: `{ ${name} }`,
  ignore: ['@tensorflow/tfjs'],
  gzip: true,
  limit,
});

const schedules = [
  'constant',
  'exponentialDecay',
  'inverseTimeDecay',
  'piecewiseConstantDecay',
  'polynomialDecay',
];

export default [
  size('reduceLROnPlateau', 'index.js', '3 kB'),
  ...schedules.map((name) => size(name, 'index.js', '0.9 kB')),
  ...schedules.map((name) => size(name, 'schedules/index.js', '0.9 kB')),
];
