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
  type LearningRateFunction,
  type LearningRateSchedulerOptions,
  type LearningRateSchedulerState,
} from './callbacks/LearningRateScheduler.js';
export {
  LearningRateMonitor,
  learningRateMonitor,
  type LearningRateMonitorOptions,
  type LearningRateMonitorState,
  type Readings,
} from './callbacks/LearningRateMonitor.js';
export {combine, type CallbackInstance, type Combinable, type CombineOptions} from './callbacks/combine.js';
export {TrainingCallback} from './callbacks/TrainingCallback.js';

// Schedules: from a step to a value
export {constant} from './schedules/constant.js';
export {exponentialDecay, type ExponentialDecayOptions} from './schedules/exponentialDecay.js';
export {inverseTimeDecay, type InverseTimeDecayOptions} from './schedules/inverseTimeDecay.js';
export {
  piecewiseConstantDecay,
  type PiecewiseConstantDecayOptions,
} from './schedules/piecewiseConstantDecay.js';
export {polynomialDecay, type PolynomialDecayOptions} from './schedules/polynomialDecay.js';
export {fromPlan, type PlannedSchedule, type TrainingPlan} from './schedules/fromPlan.js';
export type {Schedule} from './schedules/Schedule.js';

// Optimizers: settings that take effect
export {getLearningRate} from './optimizers/getLearningRate.js';
export {setLearningRate} from './optimizers/setLearningRate.js';
export {getMomentum} from './optimizers/getMomentum.js';
export {setMomentum} from './optimizers/setMomentum.js';
export type {Rate} from './optimizers/rate.js';

// Charts: from numbers to a Vega-Lite specification
export {lineChart} from './charts/lineChart.js';
export {scatterChart} from './charts/scatterChart.js';
export {panels, type PanelsOptions} from './charts/panels.js';
export {palette} from './charts/palette.js';
export type {ChartOptions, Series} from './charts/chart.js';
export type {VegaLiteSpec} from './charts/VegaLiteSpec.js';

// Data: batches that can be repeated and resumed
export {seededShuffle, type Rows, type SeededShuffleOptions} from './data/seededShuffle.js';
