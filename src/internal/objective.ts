const falling = [
  'loss',
  ...['mse', 'MSE', 'meanSquaredError', 'mean_squared_error', 'rmse', 'rootMeanSquaredError'],
  ...['mae', 'MAE', 'meanAbsoluteError', 'mean_absolute_error'],
  ...['mape', 'MAPE', 'meanAbsolutePercentageError', 'mean_absolute_percentage_error'],
  ...['msle', 'MSLE', 'meanSquaredLogarithmicError', 'mean_squared_logarithmic_error'],
  ...['binaryCrossentropy', 'binary_crossentropy', 'categoricalCrossentropy', 'categorical_crossentropy'],
  ...['sparseCategoricalCrossentropy', 'sparse_categorical_crossentropy', 'cosineProximity'],
  ...[
    'hinge',
    'squaredHinge',
    'squared_hinge',
    'kld',
    'kullbackLeiblerDivergence',
    'poisson',
    'logcosh',
    'logCosh',
  ],
];

const rising = [
  ...['acc', 'accuracy', 'binaryAccuracy', 'binary_accuracy', 'categoricalAccuracy', 'categorical_accuracy'],
  ...['sparseCategoricalAccuracy', 'sparse_categorical_accuracy'],
  ...['precision', 'recall', 'auc', 'AUC', 'f1', 'f1Score', 'f1_score'],
  ...['r2', 'r2Score', 'r2_score', 'cosineSimilarity', 'cosine_similarity'],
];

export type Mode = 'auto' | 'min' | 'max';

/** Whether less or more of a metric is better; with `auto` only for metrics known by their exact name. */
export function direction(owner: string, monitor: string, mode: Mode): 'min' | 'max' {
  if (mode !== 'auto') return mode;
  const metric = monitor.replace(/^val_/, '');
  if (falling.includes(metric)) return 'min';
  if (rising.includes(metric)) return 'max';
  throw new TypeError(
    `${owner}: \`mode\` must be 'min' or 'max' for a metric whose direction is not known; got 'auto' for ` +
      `${JSON.stringify(monitor)}. Set mode, or monitor a common metric such as 'val_loss' or 'val_acc'.`,
  );
}

export interface ObjectiveOptions {
  readonly direction: 'min' | 'max';
  /** The least change that counts: absolute, or as a fraction of the best. */
  readonly minDelta: number;
  readonly thresholdMode: 'abs' | 'rel';
}

/** Says whether a value is better than the best so far. NaN never is; any number is better than none. */
export type Objective = (value: number, best: number | undefined) => boolean;

export function objective({direction, minDelta, thresholdMode}: ObjectiveOptions): Objective {
  const improves =
    direction === 'min'
      ? thresholdMode === 'abs'
        ? (value: number, best: number) => value + minDelta < best
        : (value: number, best: number) => value < best * (1 - minDelta)
      : thresholdMode === 'abs'
        ? (value: number, best: number) => value - minDelta > best
        : (value: number, best: number) => value > best * (1 + minDelta);
  return (value, best) => (best === undefined ? !Number.isNaN(value) : improves(value, best));
}
