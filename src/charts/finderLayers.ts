import type {Series} from './chart.js';
import {palette} from './palette.js';

type Layer = Record<string, unknown>;

/** The encodings of both axes, which all layers share. */
export interface Axes {
  readonly x: Layer;
  readonly y: Layer;
}

const shapes: readonly string[] = [
  ...['circle', 'square', 'diamond', 'cross'],
  ...['triangle-up', 'triangle-down', 'triangle-right', 'triangle-left'],
];

/** A line through points, named in a legend. A point that is not finite is a gap. */
export function curveLayer(
  {name, x: xs, y: ys}: Series,
  {color, strokeWidth}: {color: string; strokeWidth: number},
  {x, y}: Axes,
): Layer {
  const values = ys.map((value, i) => ({name, x: xs[i], y: Number.isFinite(value) ? value : null}));
  const legend = {title: null, orient: 'bottom'};
  const scale = {domain: [name], range: [color]};
  return {
    data: {values},
    mark: {type: 'line', clip: true, strokeWidth},
    encoding: {x, y, color: {field: 'name', type: 'nominal', scale, legend}},
  };
}

/** Marks of different shapes and colours, named in a legend. */
export function marksLayer(values: readonly {name: string; x: number; y: number}[], {x, y}: Axes): Layer {
  const names = values.map(({name}) => name);
  const legend = names.length > 0 ? {title: null, orient: 'right', symbolSize: 90, labelLimit: 0} : null;
  const keyed = (range: readonly string[]) => ({
    ...{field: 'name', type: 'nominal', legend},
    scale: {domain: names, range: names.map((_, i) => range[i % range.length])},
  });
  return {
    data: {values},
    mark: {type: 'point', filled: true, size: 90, opacity: 1, stroke: 'white', strokeWidth: 0.7},
    encoding: {x, y, color: keyed(palette), shape: keyed(shapes)},
  };
}

/** A vertical line with a label at its top, on the side where there is room. None where there is no place. */
export function ruleLayers(
  {place, label}: {place: number | undefined; label: string},
  color: string,
  [low, high]: readonly [number, number],
  {x}: Axes,
): Layer[] {
  if (place === undefined) return [];
  const data = {values: [{x: place}]};
  const side = place / low > high / place ? {align: 'right', dx: -4} : {align: 'left', dx: 4};
  return [
    {data, mark: {type: 'rule', color, strokeWidth: 1.5, strokeDash: [4, 3]}, encoding: {x}},
    {data, mark: {type: 'text', text: label, color, y: 8, ...side}, encoding: {x}},
  ];
}

/** A shade over a range, named in a legend. None where there is no range. */
export function bandLayer(
  name: string,
  {baseLr, maxLr}: {readonly baseLr?: number | undefined; readonly maxLr?: number | undefined},
  {x}: Axes,
): Layer[] {
  if (baseLr === undefined || maxLr === undefined) return [];
  const opacity = 0.2;
  const legend = {title: null, orient: 'bottom', symbolType: 'square', symbolOpacity: opacity};
  const color = {field: 'name', type: 'nominal', scale: {domain: [name], range: [palette[5]]}, legend};
  return [
    {
      data: {values: [{name, x: baseLr, x2: maxLr}]},
      mark: {type: 'rect', opacity},
      encoding: {x, x2: {field: 'x2'}, color},
    },
  ];
}
