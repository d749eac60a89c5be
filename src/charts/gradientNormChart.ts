import {check, checkOptions} from '../internal/check.js';
import {significant} from '../internal/significant.js';
import {axis} from './axis.js';
import {chartRules} from './chart.js';
import type {GradientNormCurve} from './GradientNormCurve.js';
import {normLayers, shareLayer, type EpochAxis} from './gradientNormLayers.js';
import {gradientNormDomain} from './gradientNormScale.js';
import type {VegaLiteSpec} from './VegaLiteSpec.js';

/** Options of {@link gradientNormChart}. */
export interface GradientNormChartOptions {
  /** Above the chart. @defaultValue 'Gradient norms' */
  title?: string;
  /** Of the horizontal axis. @defaultValue 'epoch' */
  xTitle?: string;
  /** Of the upper vertical axis. @defaultValue 'gradient norm' */
  yTitle?: string;
  /** Upper vertical axis, 'linear' or 'log'. On a log axis there is a gap where a norm is 0. @defaultValue 'log' */
  yScale?: 'linear' | 'log';
  /**
   * Ends of the upper vertical axis. What lies outside is cut off. @defaultValue those of the norms, and of a threshold
   * that is not far from them
   */
  yDomain?: readonly [number, number];
  /** Of the plots without their axes, in pixels. @defaultValue 480 */
  width?: number;
  /** Of the upper plot without its axes, in pixels; the lower one has a third of it. @defaultValue 200 */
  height?: number;
}

const owner = 'gradientNormChart';
const fields = ['index', 'median', 'p99', 'clipped', 'skipped', 'threshold'] as const;

/**
 * Whether a threshold for gradients is right: above, the median and the 99th percentile of the norms of each epoch with the
 * threshold; below, the share of updates that were clipped.
 *
 * A threshold between the two lines clips the wild updates and leaves the usual ones alone. Epochs with a norm that is NaN
 * or infinite have a mark at the top.
 *
 * @param norms - What {@link GradientNormMonitor} has in its `epochs`.
 * @param options - Titles, the vertical axis and size.
 * @returns A Vega-Lite 5 specification as plain JSON.
 * @throws RangeError or TypeError when an option breaks its rule or does not exist, or the readings are none.
 *
 * @example
 * ```ts
 * const spec = gradientNormChart({
 *   index: [0, 1, 2],
 *   median: [2.1, 0.9, 0.4],
 *   p99: [30, 7, 1.2],
 *   clipped: [0.8, 0.4, 0.02],
 *   skipped: [0, 0, 0],
 *   threshold: [1, 1, 1],
 * });
 * spec.title.subtitle; // 'threshold 1, 41 % of the updates clipped'
 * ```
 */
export function gradientNormChart(
  norms: GradientNormCurve,
  options: GradientNormChartOptions = {},
): VegaLiteSpec {
  check(owner, 'norms', norms, {
    must: `an object with lists of numbers, as long as each other, called ${fields.join(', ')}`,
    kind: (value) => typeof value === 'object' && value !== null,
    test: areReadings,
  });
  // Of no options at all checkOptions tells.
  const scale = (options as typeof options | null)?.yScale ?? 'log';
  const {xScale: _, xDomain: __, ...rules} = chartRules({yScale: scale});
  checkOptions<GradientNormChartOptions>(owner, options, rules);
  const {title = 'Gradient norms', xTitle = 'epoch', yTitle = 'gradient norm', yScale = 'log'} = options;
  const {width = 480, height = 200} = options;
  const {yDomain = gradientNormDomain(norms, yScale)} = options;

  const x = epochAxis(norms.index, xTitle);
  const {axis: ticks, ...y} = axis('y', yTitle, yScale, [], yDomain);
  // Norms are no rates: most lie where 1 is easier to read than 1e+0.
  const readable = yScale === 'log' ? {...(ticks as object), format: '~g'} : ticks;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    title: {text: title, subtitle: verdict(norms), anchor: 'middle'},
    vconcat: [
      {width, height, ...normLayers(norms, yDomain, {x, y: {...y, axis: readable}})},
      {width, height: Math.round(height / 3), ...shareLayer(norms, {x})},
    ],
    spacing: 8,
  };
}

function areReadings(value: GradientNormCurve): boolean {
  return fields.every((name) => {
    const list: unknown = value[name];
    const isReading = (one: unknown) => typeof one === 'number' || (one === null && name !== 'index');
    return Array.isArray(list) && list.length === value.index.length && list.every(isReading);
  });
}

/** Each epoch has the width of 1 around its number; ten of them at most are labelled. */
function epochAxis(index: readonly number[], title: string): EpochAxis {
  const [first = 0, last = first] = [index[0], index.at(-1)];
  const every = [1, 2, 5].flatMap((digit) => [1, 10, 100, 1e3, 1e4].map((ten) => digit * ten));
  const step = Math.min(...every.filter((one) => (last - first) / one < 10));
  const values: number[] = [];
  for (let tick = Math.ceil(first / step) * step; tick <= last; tick += step) values.push(tick);
  return {...axis('x', title, 'linear', [], [first - 0.5, last + 0.5]), axis: {values}};
}

/** What the picture says, in numbers. */
function verdict({threshold, clipped, skipped}: GradientNormCurve): string {
  const known = threshold.filter((one) => one !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)].map((one) => significant(one, 3));
  const shares = clipped.filter((one): one is number => Number.isFinite(one));
  const share = (100 * shares.reduce((sum, one) => sum + one, 0)) / shares.length;
  const left = skipped.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return [
    ...(known.length === 0 ? [] : [`threshold ${low === high ? low : `${low} to ${high}`}`]),
    ...(shares.length === 0 ? [] : [`${significant(share, 2)} % of the updates clipped`]),
    ...(left === 0 ? [] : [`${left} left out`]),
  ].join(', ');
}
