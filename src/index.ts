// Callbacks: for the list given to fit and fitDataset
export {
  ReduceLROnPlateau,
  reduceLROnPlateau,
  type ReduceLROnPlateauOptions,
  type ReduceLROnPlateauState,
} from './callbacks/ReduceLROnPlateau.js';
export {bestSnapshot, type BestSnapshot} from './callbacks/BestSnapshot.js';
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
export {
  EarlyStopping,
  earlyStopping,
  type EarlyStop,
  type EarlyStoppingOptions,
  type EarlyStoppingReason,
  type EarlyStoppingState,
  type EpochValue,
} from './callbacks/EarlyStopping.js';
export {
  TerminateOnNaN,
  terminateOnNaN,
  type BatchLoss,
  type TerminateOnNaNOptions,
} from './callbacks/TerminateOnNaN.js';
export {
  TimeBudget,
  timeBudget,
  type TimeBudgetOptions,
  type TimeBudgetState,
  type TimeStop,
} from './callbacks/TimeBudget.js';
export {
  RecoverOnDivergence,
  recoverOnDivergence,
  type BatchPlace,
  type Divergence,
  type RecoverOnDivergenceOptions,
  type RecoverOnDivergenceState,
} from './callbacks/RecoverOnDivergence.js';
export {
  AdaptiveLearningRate,
  adaptiveLearningRate,
  type AdaptiveLearningRateOptions,
  type AdaptiveLearningRateState,
} from './callbacks/AdaptiveLearningRate.js';
export type {CycleOptions, MomentumCycleOptions} from './callbacks/momentumCycle.js';
export {
  LearningRateMonitor,
  learningRateMonitor,
  type LearningRateMonitorOptions,
  type LearningRateMonitorState,
  type Readings,
} from './callbacks/LearningRateMonitor.js';
export {
  GradientNormMonitor,
  gradientNormMonitor,
  type GradientNormMonitorState,
  type GradientNorms,
} from './callbacks/GradientNormMonitor.js';
export {LambdaCallback, lambdaCallback, type LambdaCallbackOptions} from './callbacks/LambdaCallback.js';
export {ProgressLogger, progressLogger, type ProgressLoggerOptions} from './callbacks/ProgressLogger.js';
export type {TrainingProgress} from './callbacks/TrainingProgress.js';
export {
  ModelCheckpoint,
  modelCheckpoint,
  type ModelCheckpointOptions,
  type ModelCheckpointState,
  type SavedModel,
} from './callbacks/ModelCheckpoint.js';
export type {CheckpointMoment} from './callbacks/CheckpointMoment.js';
export {
  BackupAndRestore,
  backupAndRestore,
  type BackupAndRestoreOptions,
  type ResumePoint,
} from './callbacks/BackupAndRestore.js';
export type {BackupPlace} from './storage/placeOfBackups.js';
export type {BackupStorage} from './storage/BackupStorage.js';
export {
  WeightAveraging,
  weightAveraging,
  type WeightAveragingOptions,
  type WeightAveragingState,
} from './callbacks/WeightAveraging.js';
export {SwapEMAWeights, swapEMAWeights, type SwapEMAWeightsOptions} from './callbacks/SwapEMAWeights.js';
export {refreshBatchNorm, type InputData} from './averaging/refreshBatchNorm.js';
export {
  GradualUnfreezing,
  gradualUnfreezing,
  type GradualUnfreezingOptions,
} from './callbacks/GradualUnfreezing.js';
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
export {OptimizerWrapper, type NamedGradient} from './optimizers/OptimizerWrapper.js';
export {scheduled, ScheduledOptimizer} from './optimizers/scheduled.js';
export {clipGradients, ClippedOptimizer} from './optimizers/clipGradients.js';
export type {
  AdaptiveClipping,
  ClipGradientsOptions,
  ClippingModes,
  NonFiniteGradients,
  OneOf,
} from './optimizers/clipping/ClipGradientsOptions.js';
export type {ClippingStatistics} from './optimizers/clipping/clippingStatistics.js';
export {layerwise, LayerwiseOptimizer, type LayerFactor} from './optimizers/layerwise.js';
export type {LayerPattern} from './optimizers/layerPatterns.js';
export {clipByNorm} from './optimizers/clipping/clipByNorm.js';
export {clipByGlobalNorm, type GloballyClipped} from './optimizers/clipping/clipByGlobalNorm.js';

// Learning-rate finder: a range test that leaves no trace
export {
  findLearningRate,
  type FindLearningRateOptions,
  type TrainingData,
} from './finder/findLearningRate.js';
export {
  LearningRateFinder,
  learningRateFinder,
  type LearningRateFinderOptions,
} from './finder/LearningRateFinder.js';
export type {FinderProgress} from './finder/FinderProgress.js';
export type {ValidationData} from './finder/validationLoss.js';
export {rangeOfRates, type RangeOfRatesOptions} from './finder/rangeOfRates.js';
export {rangeTest, type RangeTest, type RangeTestOptions, type RangeTestRun} from './finder/rangeTest.js';
export type {BiasCorrection, Smoothed} from './finder/smoothing.js';
export type {LossStop, Verdict} from './finder/stopRule.js';
export {rangeTestResult, type RangeTestResultOptions} from './finder/rangeTestResult.js';
export type {
  LearningRateFinderResult,
  StopReason,
  Suggestion,
  SuggestionMethod,
  Suggestions,
} from './finder/LearningRateFinderResult.js';
export type {Recommendation} from './finder/recommend.js';
export type {CycleRange} from './finder/cycleRange.js';

// Training state: a model and its optimizer, put back as they were
export {captureTrainingState} from './state/captureTrainingState.js';
export {trainingStateFromArtifacts} from './state/trainingStateFromArtifacts.js';
export type {TrainingState} from './state/TrainingState.js';
export type {TrainingStateArtifacts} from './state/TrainingStateArtifacts.js';

// Storage: models in files that are whole at any moment
export {modelFiles} from './storage/modelFiles.js';

// Charts: from numbers to a Vega-Lite specification
export {lineChart} from './charts/lineChart.js';
export {scheduleChart, type ScheduleChartOptions} from './charts/scheduleChart.js';
export {scatterChart} from './charts/scatterChart.js';
export {
  learningRateFinderChart,
  type FinderCurve,
  type LearningRateFinderChartOptions,
} from './charts/learningRateFinderChart.js';
export {gradientNormChart, type GradientNormChartOptions} from './charts/gradientNormChart.js';
export type {GradientNormCurve} from './charts/GradientNormCurve.js';
export {panels, type PanelsOptions} from './charts/panels.js';
export {palette} from './charts/palette.js';
export type {ChartOptions, Series} from './charts/chart.js';
export type {VegaLiteSpec} from './charts/VegaLiteSpec.js';

// Data: batches that can be repeated and resumed
export {seededShuffle, type Rows, type SeededShuffleOptions} from './data/seededShuffle.js';
