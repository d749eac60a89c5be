import {
  constant,
  cosineAnnealingWarmRestarts,
  cyclicalLearningRate,
  learningRateMonitor,
  learningRateScheduler,
  oneCycle,
  reduceLROnPlateau,
  type TrainingCallback,
} from 'tfjs-callbacks';

/** One of each kind of callback of the library, for one fit. What is true of all is tested with all. */
export const callbacks: [name: string, make: () => TrainingCallback][] = [
  ['ReduceLROnPlateau', () => reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 1e6, factor: 0.5})],
  ['LearningRateScheduler', () => learningRateScheduler({schedule: constant(0.05), by: 'step'})],
  ['LearningRateMonitor', () => learningRateMonitor()],
];

/** Those that write the rate: of them a fit takes one. */
export const schedulers: typeof callbacks = [
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
];
