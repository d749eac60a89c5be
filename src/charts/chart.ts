import {check, checkOptions, oneOf, positive, required, text, type Rule} from '../internal/check.js';
import {axis} from './axis.js';
import {palette} from './palette.js';
import type {VegaLiteSpec} from './VegaLiteSpec.js';

/** A named curve or group of points: point i lies at (x[i], y[i]). */
export interface Series {
  /** As the legend shows it. */
  name: string;
  /** Horizontal positions. */
  x: readonly number[];
  /** Vertical positions, as many as `x`. What is not finite, or not positive on a log axis, leaves a gap. */
  y: readonly number[];
}

/** Options of {@link lineChart} and {@link scatterChart}. */
export interface ChartOptions {
  /** Above the chart. @defaultValue none */
  title?: string;
  /** Of the horizontal axis, with its unit. */
  xTitle: string;
  /** Of the vertical axis, with its unit. */
  yTitle: string;
  /** Horizontal axis, 'linear' or 'log'. @defaultValue 'linear' */
  xScale?: 'linear' | 'log';
  /** Vertical axis, 'linear' or 'log'. @defaultValue 'linear' */
  yScale?: 'linear' | 'log';
  /** Ends of the horizontal axis. What lies outside is cut off. @defaultValue those of the data */
  xDomain?: readonly [number, number];
  /** Ends of the vertical axis. What lies outside is cut off. @defaultValue those of the data */
  yDomain?: readonly [number, number];
  /** Of the plot without its axes, in pixels. @defaultValue 360 */
  width?: number;
  /** Of the plot without its axes, in pixels. @defaultValue 220 */
  height?: number;
}

const isList = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'number');

const seriesList: Rule = {
  must: 'an array of {name, x, y}, each with as many numbers in y as in x',
  kind: Array.isArray,
  test: (list: (Partial<Series> | null)[]) =>
    list.every(
      (one) =>
        typeof one?.name === 'string' && isList(one.x) && isList(one.y) && one.x?.length === one.y?.length,
    ),
};

const ends = (scale: unknown): Rule => ({
  must: `two ${scale === 'log' ? 'positive' : 'finite'} numbers, the lower one first`,
  kind: Array.isArray,
  test: ([low, high, ...more]: number[]) =>
    more.length === 0 && [low, high].every(Number.isFinite) && low! < high! && (scale !== 'log' || low! > 0),
});

/** What each of the options must be. A log scale has no place for an end that is not positive. */
export const chartRules = (options: Partial<ChartOptions> | undefined) => ({
  title: text,
  xTitle: text,
  yTitle: text,
  xScale: oneOf('linear', 'log'),
  yScale: oneOf('linear', 'log'),
  xDomain: ends(options?.xScale),
  yDomain: ends(options?.yScale),
  width: positive,
  height: positive,
});

/** What line and scatter charts share: data, axes, colours. */
export function chart(
  owner: string,
  mark: Record<string, unknown>,
  series: readonly Series[],
  options: ChartOptions,
): VegaLiteSpec {
  check(owner, 'series', series, seriesList);
  checkOptions(owner, options, {
    ...{...chartRules(options), xTitle: required(text), yTitle: required(text)},
  });
  const {title, xTitle, yTitle, xScale = 'linear', yScale = 'linear', xDomain, yDomain} = options;
  const {width = 360, height = 220} = options;
  const names = series.map(({name}) => name);
  const xs = series.flatMap(({x}) => x);
  const ys = series.flatMap(({y}) => y);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...(title !== undefined && {title}),
    width,
    height,
    data: {
      values: series.flatMap(({name, x, y}) =>
        x.map((value, i) => ({series: name, x: shown(value, xScale), y: shown(y[i]!, yScale)})),
      ),
    },
    mark: {clip: true, ...mark},
    encoding: {
      x: axis('x', xTitle, xScale, xs, xDomain),
      y: axis('y', yTitle, yScale, ys, yDomain),
      color: {
        field: 'series',
        type: 'nominal',
        scale: {domain: names, range: names.map((_, i) => palette[i % palette.length])},
        legend: names.length > 1 ? {title: null} : null,
      },
    },
  };
}

/** JSON has no NaN and no infinities, and a log axis no place for 0: a line has a gap there. */
function shown(value: number, scale: 'linear' | 'log'): number | null {
  return Number.isFinite(value) && (scale === 'linear' || value > 0) ? value : null;
}
