const falling =
  /^(loss|mse|mae|mape|mean(squared|absolute(percentage)?)error|(binary|(sparse)?categorical)crossentropy|hinge|cosineproximity)$/;
const rising =
  /^(acc|(binary|(sparse)?categorical)?accuracy|precision|recall|auc|(f1|r2)(score)?|cosinesimilarity)$/;

export type Mode = 'auto' | 'min' | 'max';

/** Whether less or more of a metric is better; `auto` knows the common ones, in the spelling of tfjs and of Keras. */
export function direction(owner: string, monitor: string, mode: Mode): 'min' | 'max' {
  if (mode !== 'auto') return mode;
  const metric = monitor.replace(/^val_|_/g, '').toLowerCase();
  if (falling.test(metric)) return 'min';
  if (rising.test(metric)) return 'max';
  throw new TypeError(
    `${owner}: \`mode\` must be 'min' or 'max' for \`${monitor}\`, which 'auto' does not know.`,
  );
}

export interface ObjectiveOptions {
  readonly direction: 'min' | 'max';
  /** The least change that counts: absolute, or as a fraction of the best. */
  readonly minDelta: number;
  readonly thresholdMode?: 'abs' | 'rel' | undefined;
}

/** Says whether a value is better than the best so far. NaN never is; any number is better than null. */
export type Objective = (value: number, best: number | null) => boolean;

export function objective({direction, minDelta, thresholdMode}: ObjectiveOptions): Objective {
  // Turned round, more is less, to the last bit.
  const sign = direction === 'min' ? 1 : -1;
  return (value, best) => {
    if (best === null) return !Number.isNaN(value);
    return thresholdMode === 'rel'
      ? sign * value < sign * best * (1 - sign * minDelta)
      : sign * value + minDelta < sign * best;
  };
}
