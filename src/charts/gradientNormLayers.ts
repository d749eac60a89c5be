import type {GradientNormCurve} from './GradientNormCurve.js';
import {palette} from './palette.js';

type Layer = Record<string, unknown>;
type Reading = number | null | undefined;

/** The encoding of the axis that both plots have. */
export interface EpochAxis extends Layer {
  readonly axis: object;
}

const lines = {
  '99th percentile': {field: 'p99', color: palette[5]!, dash: [1, 0]},
  median: {field: 'median', color: palette[0]!, dash: [1, 0]},
  threshold: {field: 'threshold', color: palette[1]!, dash: [5, 3]},
} as const;

const isNumber = (one: Reading): one is number => Number.isFinite(one);

/**
 * The norms as lines over the width of each epoch, named in a legend, and a mark for those that are not finite. A line that
 * lies outside the ends of the axis is left out of the legend too.
 */
export function normLayers(
  norms: GradientNormCurve,
  [low, high]: readonly [number, number],
  {x, y}: {x: EpochAxis; y: Layer},
): Layer {
  const drawn = Object.entries(lines).filter(([, {field}]) =>
    norms[field].some((one) => isNumber(one) && one >= low && one <= high),
  );
  const values = drawn.flatMap(([name, {field}]) =>
    norms.index.flatMap((epoch, i) => {
      const height = norms[field][i];
      // A log axis, whose ends are above 0, has no place for 0.
      const shown = isNumber(height) && (height > 0 || low <= 0) ? height : null;
      return [epoch - 0.5, epoch + 0.5].map((end) => ({name, x: end, y: shown}));
    }),
  );
  const legend = drawn.length > 0 ? {title: null, orient: 'bottom'} : null;
  const keyed = (range: unknown[]) => ({
    ...{field: 'name', type: 'nominal', legend},
    scale: {domain: drawn.map(([name]) => name), range},
  });
  const color = keyed(drawn.map(([, line]) => line.color));
  const strokeDash = keyed(drawn.map(([, line]) => line.dash));
  const under = {...x, title: null, axis: {...x.axis, labels: false, ticks: false}};
  return {
    layer: [
      {
        data: {values},
        mark: {type: 'line', clip: true, strokeWidth: 2},
        encoding: {x: under, y, color, strokeDash},
      },
      ...notFiniteLayer(norms, under),
    ],
    // The lines have a legend, in which their dashes are, and the marks one of theirs.
    resolve: {scale: {color: 'independent', strokeDash: 'independent'}},
  };
}

/** A mark at the top of each epoch that had updates and whose largest norms are no numbers. */
function notFiniteLayer({index, p99, clipped}: GradientNormCurve, x: Layer): Layer[] {
  const name = 'NaN or infinite';
  const values = index.flatMap((epoch, i) =>
    isNumber(clipped[i]) && !isNumber(p99[i]) ? [{name, x: epoch}] : [],
  );
  if (values.length === 0) return [];
  const legend = {title: null, orient: 'bottom', symbolType: 'triangle-down'};
  const color = {field: 'name', type: 'nominal', scale: {domain: [name], range: [palette[3]]}, legend};
  return [
    {
      data: {values},
      mark: {type: 'point', shape: 'triangle-down', filled: true, size: 70, opacity: 1, y: 6},
      encoding: {x, color},
    },
  ];
}

/** The share of updates that were clipped, as a bar for each epoch. */
export function shareLayer({index, clipped}: GradientNormCurve, {x}: {x: EpochAxis}): Layer {
  const values = index.flatMap((epoch, i) => {
    const share = clipped[i];
    return isNumber(share) ? [{x: epoch - 0.4, x2: epoch + 0.4, y: share, y2: 0}] : [];
  });
  const scale = {domain: [0, 1], nice: false};
  const y = {field: 'y', type: 'quantitative', title: 'clipped', scale};
  return {
    data: {values},
    mark: {type: 'rect', color: palette[1]},
    encoding: {
      x,
      x2: {field: 'x2'},
      y: {...y, axis: {values: [0, 0.5, 1], format: '.0%'}},
      y2: {field: 'y2'},
    },
  };
}
