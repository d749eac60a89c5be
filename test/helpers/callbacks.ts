import {
  constant,
  learningRateMonitor,
  learningRateScheduler,
  reduceLROnPlateau,
  type TrainingCallback,
} from 'tfjs-callbacks';

/** One of each callback of the library: what is true of all is tested with all. */
export const callbacks: [name: string, make: () => TrainingCallback][] = [
  ['ReduceLROnPlateau', () => reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 1e6, factor: 0.5})],
  ['LearningRateScheduler', () => learningRateScheduler({schedule: constant(0.05), by: 'step'})],
  ['LearningRateMonitor', () => learningRateMonitor()],
];
