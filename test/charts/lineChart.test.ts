import {describe, expect, it} from '@jest/globals';
import {lineChart} from '../../src/charts/lineChart.js';
import {palette} from '../../src/charts/palette.js';
import type {VegaLiteSpec} from '../../src/charts/VegaLiteSpec.js';
import {compiled} from '../helpers/compiled.js';

const series = [
  {name: 'train', x: [1, 2, 3], y: [0.1, 0.01, 0.001]},
  {name: 'test', x: [1, 2, 3], y: [0.2, 0.02, 0.002]},
];
const options = {title: 'Rates', xTitle: 'epoch', yTitle: 'learning rate', yScale: 'log'} as const;

/** The Vega scale of this name, after Vega-Lite has read the chart. */
function scale(chart: VegaLiteSpec, name: string) {
  return compiled(chart).scales?.find((one) => one.name === name);
}

function values(chart: VegaLiteSpec) {
  return (chart['data'] as {values: {y: number}[]}).values;
}

describe('lineChart', () => {
  it('compiles to Vega with the scales, domains and titles asked for', () => {
    const chart = lineChart(series, {...options, xDomain: [0, 3], yDomain: [1e-4, 1]});
    expect(scale(chart, 'x')).toMatchObject({type: 'linear', domain: [0, 3]});
    expect(scale(chart, 'y')).toMatchObject({type: 'log', domain: [1e-4, 1]});

    const {axes, title} = compiled(chart);
    expect(axes?.map((axis) => axis.title).filter(Boolean)).toEqual(['epoch', 'learning rate']);
    expect(title).toMatchObject({text: 'Rates'});
  });

  it('labels a log axis at powers of ten', () => {
    const {axes} = compiled(lineChart(series, {...options, yDomain: [1e-4, 1]}));
    expect(axes?.find(({title}) => title === 'learning rate')).toMatchObject({
      values: [1e-4, 1e-3, 1e-2, 1e-1, 1],
      format: '~e',
    });
  });

  it('takes the ends of a log axis from the positive data when no domain is given', () => {
    const curve = [{name: 'rate', x: [1, 2, 3, 4], y: [0.1, 0.001, 0, NaN]}];
    expect(scale(lineChart(curve, options), 'y')).toMatchObject({domain: [0.001, 0.1]});
  });

  it('gives the curves the colours of the palette in their order', () => {
    expect(scale(lineChart(series, options), 'color')).toMatchObject({
      domain: ['train', 'test'],
      range: palette.slice(0, 2),
    });
  });

  it('names the curves in a legend when there are several', () => {
    expect(compiled(lineChart(series, options)).legends).toHaveLength(1);
    expect(compiled(lineChart(series.slice(1), options)).legends).toBeUndefined();
  });

  it('holds every point as plain JSON', () => {
    const chart = lineChart(series, options);
    expect(values(chart)).toHaveLength(6);
    expect(values(chart)).toContainEqual({series: 'test', x: 2, y: 0.02});
    expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
  });

  it('leaves a gap where a value is not finite, or not positive on a log axis', () => {
    const diverged = [{name: 'loss', x: [1, 2, 3], y: [0, NaN, Infinity]}];
    const ys = (chart: VegaLiteSpec) => values(chart).map(({y}) => y);
    expect(ys(lineChart(diverged, options))).toEqual([null, null, null]);
    expect(ys(lineChart(diverged, {...options, yScale: 'linear'}))).toEqual([0, null, null]);
  });

  it('changes nothing that it is given', () => {
    const frozen = Object.freeze([Object.freeze({name: 'a', x: Object.freeze([1]), y: Object.freeze([2])})]);
    expect(() => lineChart(frozen, Object.freeze({...options}))).not.toThrow();
  });

  it.each([
    [
      {yScale: 'logarithmic'},
      "RangeError: lineChart: `yScale` must be 'linear' or 'log'; got \"logarithmic\".",
    ],
    [
      {xDomain: [3, 0]},
      'RangeError: lineChart: `xDomain` must be two finite numbers, the lower one first; got [3, 0].',
    ],
    [
      {yDomain: [0, 1]},
      'RangeError: lineChart: `yDomain` must be two positive numbers, the lower one first; got [0, 1].',
    ],
    [{width: NaN}, 'RangeError: lineChart: `width` must be a finite number > 0; got NaN.'],
    [{xTitle: undefined}, 'TypeError: lineChart: `xTitle` must be a string; got undefined.'],
    [{xtitle: 'epoch'}, 'TypeError: lineChart: unknown option `xtitle`; did you mean `xTitle`?'],
  ])('rejects %j', (wrong, message) => {
    expect(text(() => lineChart(series, {...options, ...(wrong as object)}))).toBe(message);
  });

  it('rejects options that are none', () => {
    expect(text(() => lineChart(series, undefined as never))).toBe(
      'TypeError: lineChart: `options` must be an object; got undefined.',
    );
  });

  it('rejects curves whose x and y differ in length', () => {
    expect(text(() => lineChart([{name: 'a', x: [1], y: []}], options))).toBe(
      'RangeError: lineChart: `series` must be an array of {name, x, y}, each with as many numbers in y as in x; ' +
        'got [{name, x, y}].',
    );
  });
});

function text(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return String(error);
  }
  return 'no error';
}
