import {check, checkOptions} from '../internal/check.js';
import {twoDigits} from '../internal/twoDigits.js';
import {axis} from './axis.js';
import {chartRules} from './chart.js';
import {bandLayer, curveLayer, marksLayer, ruleLayers} from './finderLayers.js';
import {finderXDomain, finderYDomain, heightAt} from './finderScales.js';
import {palette} from './palette.js';
import type {VegaLiteSpec} from './VegaLiteSpec.js';

/** What {@link learningRateFinderChart} draws: the result of a range test. */
export interface FinderCurve {
  /** The rate of each batch. */
  readonly learningRates: readonly number[];
  /** The loss of each batch. */
  readonly losses: readonly number[];
  /** The smoothed loss after each batch. */
  readonly smoothedLosses: readonly number[];
  /** Why the test ended: 'diverged', 'nan' and 'infinite' are marked. */
  readonly stopReason: string;
  /** What each method suggests, by its name. */
  readonly suggestions: Readonly<Record<string, {readonly learningRate?: number | undefined}>>;
  /** The rate on which methods agree, and why. */
  readonly recommendation: {readonly learningRate?: number | undefined; readonly reason: string};
  /** The ends of a cycle. */
  readonly range: {readonly baseLr?: number | undefined; readonly maxLr?: number | undefined};
}

/** Options of {@link learningRateFinderChart}. */
export interface LearningRateFinderChartOptions {
  /** Above the chart. @defaultValue 'Learning-rate range test' */
  title?: string;
  /** Of the horizontal axis. @defaultValue 'learning rate' */
  xTitle?: string;
  /** Of the vertical axis. @defaultValue 'loss' */
  yTitle?: string;
  /** Vertical axis, 'linear' or 'log'. @defaultValue 'linear' */
  yScale?: 'linear' | 'log';
  /**
   * Ends of the vertical axis. What lies outside is cut off. @defaultValue from the lowest loss to the highest before the
   * curve's lowest point, but for the highest twentieth: neither a spike nor the divergence makes the fall small
   */
  yDomain?: readonly [number, number];
  /** Of the plot without its axes, in pixels. @defaultValue 480 */
  width?: number;
  /** Of the plot without its axes, in pixels. @defaultValue 260 */
  height?: number;
}

const owner = 'learningRateFinderChart';

/** What the curve's end is called, unless it is just the end. */
const endings: Readonly<Record<string, string>> = {
  diverged: 'diverged',
  nan: 'loss is NaN',
  infinite: 'loss is infinite',
};

/**
 * The curve of a learning-rate range test over a log axis of rates: the loss of each batch, the smoothed loss with the
 * suggestion of each method on it, the recommended rate, the range for a cycle, and where the loss diverged.
 *
 * @param result - What `findLearningRate` and {@link rangeTestResult} return.
 * @param options - Titles, the vertical axis and size.
 * @returns A Vega-Lite 5 specification as plain JSON.
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const learningRates = sample(rangeOfRates(), 100);
 * const result = rangeTestResult(learningRates, learningRates.map((rate) => 1 / (1 + 100 * rate) + rate));
 * const spec = learningRateFinderChart(result);
 * spec.width; // 480
 * ```
 */
export function learningRateFinderChart(
  result: FinderCurve,
  options: LearningRateFinderChartOptions = {},
): VegaLiteSpec {
  check(owner, 'result', result, {
    must: 'the result of a range test',
    kind: (value) => typeof value === 'object' && value !== null && 'smoothedLosses' in value,
  });
  const {xScale: _, xDomain: __, ...rules} = chartRules(options);
  checkOptions<LearningRateFinderChartOptions>(owner, options, rules);
  const {title = 'Learning-rate range test', xTitle = 'learning rate', yTitle = 'loss'} = options;
  const {yScale = 'linear', width = 480, height = 260} = options;
  const {learningRates, losses, smoothedLosses, recommendation, range} = result;

  const marks = Object.entries(result.suggestions).flatMap(([method, {learningRate: x}]) =>
    x === undefined ? [] : [{name: `${method} ${twoDigits(x)}`, x}],
  );
  const xDomain = finderXDomain([...learningRates, ...marks.map(({x}) => x), range.baseLr ?? NaN]);
  const {yDomain = finderYDomain(losses, smoothedLosses, yScale)} = options;
  const axes = {x: axis('x', xTitle, 'log', [], xDomain), y: axis('y', yTitle, yScale, [], yDomain)};
  const onCurve = (rate: number) => {
    const height = heightAt(rate, learningRates, smoothedLosses);
    return Math.min(Math.max(height, yDomain[0]), yDomain[1]);
  };
  const batches = {name: 'loss of each batch', x: learningRates, y: losses};
  const smoothed = {name: 'smoothed loss', x: learningRates, y: smoothedLosses};
  const ending = endings[result.stopReason];
  const end = {place: ending === undefined ? undefined : learningRates.at(-1), label: ending ?? ''};
  const choice = {place: recommendation.learningRate, label: 'recommended'};

  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    title: {text: title, subtitle: verdict(recommendation)},
    width,
    height,
    layer: [
      ...bandLayer('range for a cycle', range, axes),
      curveLayer(batches, {color: '#B5B5B5', strokeWidth: 1}, axes),
      curveLayer(smoothed, {color: palette[0]!, strokeWidth: 2}, axes),
      ...ruleLayers(end, palette[1]!, xDomain, axes),
      ...ruleLayers(choice, palette[2]!, xDomain, axes),
      marksLayer(
        marks.map(({name, x}) => ({name, x, y: onCurve(x)})),
        axes,
      ),
    ],
    // The curves have a legend, and the marks one of theirs.
    resolve: {scale: {color: 'independent', shape: 'independent'}},
  };
}

function verdict({learningRate, reason}: FinderCurve['recommendation']): string {
  return learningRate === undefined
    ? `No rate recommended: ${reason}`
    : `${twoDigits(learningRate)} recommended: ${reason}`;
}
