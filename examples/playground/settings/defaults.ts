import type {Settings} from './Settings.js';

/** A training that learns something within a few seconds. */
export const defaults: Settings = {
  data: 'moons',
  points: 500,
  noise: 0.1,
  seed: 1,
  layers: 2,
  width: 16,
  optimizer: 'adam',
  learningRate: 0.01,
  epochs: 60,
  batchSize: 32,
  schedule: 'warmupCosine',
  plateau: false,
  patience: 5,
  factor: 0.5,
  clipping: 'none',
  threshold: 1,
  backend: 'cpu',
};
