import type uPlot from 'uplot';
import {colour} from '../dom/colour.js';
import {shortNumber} from '../dom/shortNumber.js';
import type {ChartOptions} from './ChartOptions.js';
import type {Line} from './Line.js';
import {logRange} from './logRange.js';
import {logSplits} from './logSplits.js';

const font = '11px system-ui, sans-serif';

/** What uPlot has to be told to draw a chart; `onCursor` is told where the cursor is, null when it is elsewhere. */
export function plotOptions<Source>(
  options: ChartOptions<Source>,
  size: {width: number; height: number},
  onCursor: (at: number | null) => void,
): uPlot.Options {
  const {lines, xRange, xScale, xLabel, yScale, yRange, formatY = shortNumber, syncKey, over} = options;
  const axis = {
    stroke: () => colour('--soft'),
    grid: {stroke: () => colour('--grid'), width: 1},
    ticks: {show: false},
    font,
  };
  const log = {
    splits: (_plot: uPlot, _axis: number, min: number, max: number) => logSplits(min, max),
    filter: (_plot: uPlot, splits: number[]) => splits,
  };
  const isBelow = xLabel !== undefined;
  return {
    ...size,
    legend: {show: false},
    padding: [6, 20, isBelow ? 0 : 4, 0],
    cursor: {
      y: false,
      drag: {x: false, y: false},
      points: {size: 6},
      ...(syncKey !== undefined && {sync: {key: syncKey}}),
    },
    hooks: {
      setCursor: [(plot) => onCursor(placeOfCursor(plot))],
      ...(over && {draw: [over]}),
    },
    scales: {
      x: {time: false, range: xRange, ...(xScale === 'logarithmic' && {distr: 3})},
      y:
        yScale === 'logarithmic'
          ? {distr: 3, range: (_plot, low, high) => logRange(low, high)}
          : {range: (_plot, low, high) => (yRange ? yRange(low ?? 0, high ?? 1) : [low ?? 0, high ?? 1])},
    },
    axes: [
      {
        ...axis,
        size: isBelow ? 20 : 0,
        gap: 5,
        values: (_plot, splits) => (isBelow ? splits.map((value) => xText(value)) : splits.map(() => '')),
        ...(isBelow && {
          label: xLabel,
          labelSize: 16,
          labelGap: 0,
          labelFont: font,
        }),
        ...(xScale === 'logarithmic' && log),
      },
      {
        ...axis,
        size: 52,
        gap: 6,
        space: 26,
        values: (_plot, splits) => splits.map((value) => formatY(value)),
        ...(yScale === 'logarithmic' && log),
      },
    ],
    series: [{}, ...lines.map((line) => series(line))],
  };
}

function placeOfCursor(plot: uPlot): number | null {
  const {left} = plot.cursor;
  return left === undefined || left === null || left < 0 ? null : plot.posToVal(left, 'x');
}

function xText(value: number): string {
  return value >= 1 ? value.toLocaleString('en') : shortNumber(value);
}

function series<Source>({colour: property, kind}: Line<Source>): uPlot.Series {
  const stroke = () => colour(property);
  if (kind === 'dots') {
    return {stroke, paths: () => null, points: {show: true, size: 4, width: 0, fill: stroke}};
  }
  return {
    stroke,
    spanGaps: true,
    width: kind === 'thin' ? 1 : 2,
    ...(kind === 'thin' && {alpha: 0.75}),
    ...(kind === 'dashed' && {dash: [4, 4], width: 1.25}),
    points: {show: false},
  };
}
