// Callbacks: for the list given to fit and fitDataset
export {
  ReduceLROnPlateau,
  reduceLROnPlateau,
  type ReduceLROnPlateauOptions,
  type ReduceLROnPlateauState,
} from './callbacks/ReduceLROnPlateau.js';
export {
  LearningRateScheduler,
  learningRateScheduler,
  type HyperparameterSchedules,
  type LearningRateFunction,
  type LearningRateSchedulerOptions,
  type LearningRateSchedulerState,
} from './callbacks/LearningRateScheduler.js';
export {
  CosineAnnealingWarmRestarts,
  cosineAnnealingWarmRestarts,
  type CosineAnnealingWarmRestartsOptions,
} from './callbacks/CosineAnnealingWarmRestarts.js';
export {
  CyclicalLearningRate,
  cyclicalLearningRate,
  type CyclicalLearningRateOptions,
} from './callbacks/CyclicalLearningRate.js';
export {OneCycle, oneCycle, type OneCycleOptions} from './callbacks/OneCycle.js';
export type {CycleOptions, MomentumCycleOptions} from './callbacks/momentumCycle.js';
export {
  LearningRateMonitor,
  learningRateMonitor,
  type LearningRateMonitorOptions,
  type LearningRateMonitorState,
  type Readings,
} from './callbacks/LearningRateMonitor.js';
export {combine, type CallbackInstance, type Combinable, type CombineOptions} from './callbacks/combine.js';
export {TrainingCallback} from './callbacks/TrainingCallback.js';

// Schedules and their combinators: from a step to a value (listed there; also 'tfjs-callbacks/schedules')
export * from './schedules/index.js';

// Optimizers: settings that take effect
export {getLearningRate} from './optimizers/getLearningRate.js';
export {setLearningRate} from './optimizers/setLearningRate.js';
export {getMomentum} from './optimizers/getMomentum.js';
export {setMomentum} from './optimizers/setMomentum.js';
export type {Rate} from './optimizers/rate.js';

// Charts: from numbers to a Vega-Lite specification
export {lineChart} from './charts/lineChart.js';
export {scheduleChart, type ScheduleChartOptions} from './charts/scheduleChart.js';
export {scatterChart} from './charts/scatterChart.js';
export {panels, type PanelsOptions} from './charts/panels.js';
export {palette} from './charts/palette.js';
export type {ChartOptions, Series} from './charts/chart.js';
export type {VegaLiteSpec} from './charts/VegaLiteSpec.js';

// Data: batches that can be repeated and resumed
export {seededShuffle, type Rows, type SeededShuffleOptions} from './data/seededShuffle.js';
