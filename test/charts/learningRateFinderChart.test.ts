import {describe, expect, it} from '@jest/globals';
import {learningRateFinderChart, type FinderCurve} from '../../src/charts/learningRateFinderChart.js';
import {palette} from '../../src/charts/palette.js';
import type {VegaLiteSpec} from '../../src/charts/VegaLiteSpec.js';
import {compiled} from '../helpers/compiled.js';

const curve: FinderCurve = {
  learningRates: [1e-4, 1e-3, 1e-2, 1e-1],
  losses: [2, 1.5, 0.5, NaN],
  smoothedLosses: [2, 1.8, 1.2, NaN],
  stopReason: 'nan',
  suggestions: {
    valley: {learningRate: 1e-3},
    minimum: {learningRate: 10 ** -2.5},
    slide: {learningRate: undefined},
    belowDivergence: {learningRate: 1e-5},
  },
  recommendation: {learningRate: 2e-3, reason: 'valley and minimum agree on 0.001 to 0.0032'},
  range: {baseLr: 2e-4, maxLr: 3e-3},
};
const none: FinderCurve = {
  ...{learningRates: [], losses: [], smoothedLosses: [], stopReason: 'end', suggestions: {}, range: {}},
  recommendation: {reason: 'no loss was recorded'},
};

type Layer = {data: {values: Record<string, unknown>[]}; mark: Record<string, unknown>};

const layers = (chart: VegaLiteSpec) => chart['layer'] as Layer[];
const marked = (chart: VegaLiteSpec, type: string) => layers(chart).filter(({mark}) => mark['type'] === type);
const valuesOf = (chart: VegaLiteSpec, type: string) => marked(chart, type).map(({data}) => data.values);
const domain = (chart: VegaLiteSpec, name: string) => {
  const scale = compiled(chart).scales?.find((one) => one.name === name);
  return (scale as {domain: unknown}).domain;
};

describe('learningRateFinderChart', () => {
  const chart = learningRateFinderChart(curve);

  it('compiles to Vega over a log axis that holds all that is drawn', () => {
    expect(compiled(chart).scales?.find(({name}) => name === 'x')).toMatchObject({type: 'log'});
    expect(domain(chart, 'x')).toEqual([1e-5, 1e-1]);
    const titles = compiled(chart).axes?.map(({title}) => title);
    expect(titles?.filter(Boolean)).toEqual(['learning rate', 'loss']);
  });

  it('draws the loss of each batch and the smoothed loss, with a gap for NaN', () => {
    const [batches, smoothed] = valuesOf(chart, 'line');
    expect(batches!.map(({y}) => y)).toEqual([2, 1.5, 0.5, null]);
    expect(smoothed!.map(({x, y}) => [x, y])).toEqual([
      ...[
        [1e-4, 2],
        [1e-3, 1.8],
        [1e-2, 1.2],
      ],
      [1e-1, null],
    ]);
  });

  it('marks each suggestion on the smoothed curve and names it with its rate', () => {
    expect(valuesOf(chart, 'point')).toEqual([
      [
        {name: 'valley 0.001', x: 1e-3, y: 1.8},
        {name: 'minimum 0.0032', x: 10 ** -2.5, y: expect.closeTo(1.5, 12)},
        {name: 'belowDivergence 1e-5', x: 1e-5, y: 2},
      ],
    ]);
    const scales = compiled(chart).scales?.filter(({name}) => /shape|color/.test(name));
    const ranges = scales?.map((scale) => (scale as {range: unknown}).range);
    expect(ranges).toContainEqual(palette.slice(0, 3));
    expect(ranges).toContainEqual(['circle', 'square', 'diamond']);
  });

  it('marks the recommended rate, the end and the range', () => {
    expect(valuesOf(chart, 'rule')).toEqual([[{x: 1e-1}], [{x: 2e-3}]]);
    expect(marked(chart, 'text').map(({mark}) => [mark['text'], mark['align']])).toEqual([
      ['loss is NaN', 'right'],
      ['recommended', 'right'],
    ]);
    expect(valuesOf(chart, 'rect')).toEqual([[{name: 'range for a cycle', x: 2e-4, x2: 3e-3}]]);
    expect(chart['title']).toEqual({
      text: 'Learning-rate range test',
      subtitle: '0.002 recommended: valley and minimum agree on 0.001 to 0.0032',
    });
  });

  it.each([
    ['diverged', 'diverged'],
    ['infinite', 'loss is infinite'],
  ])('names the end %s', (stopReason, label) => {
    const [{mark}] = marked(learningRateFinderChart({...curve, stopReason}), 'text') as [Layer];
    expect(mark['text']).toBe(label);
  });

  it.each(['end', 'stopped', 'aborted'])('does not mark the end %s', (stopReason) => {
    const texts = marked(learningRateFinderChart({...curve, stopReason}), 'text');
    expect(texts.map(({mark}) => mark['text'])).toEqual(['recommended']);
  });

  it('says why there is no recommendation, and draws a curve of nothing', () => {
    const empty = learningRateFinderChart(none);
    expect(compiled(empty).marks).toBeDefined();
    expect(empty['title']).toMatchObject({subtitle: 'No rate recommended: no loss was recorded'});
    expect([domain(empty, 'x'), domain(empty, 'y')]).toEqual([
      [1e-7, 10],
      [0, 1],
    ]);
    expect(['rule', 'text', 'rect'].flatMap((type) => marked(empty, type))).toEqual([]);
    const one = {...none, learningRates: [1], losses: [NaN], smoothedLosses: [NaN], stopReason: 'nan'};
    expect(domain(learningRateFinderChart(one), 'x')).toEqual([0.1, 10]);
    expect(domain(learningRateFinderChart(one, {yScale: 'log'}), 'y')).toEqual([0.1, 1]);
  });

  it('keeps a mark within the frame where the curve is not', () => {
    const [values] = valuesOf(learningRateFinderChart(curve, {yDomain: [0.5, 1.7]}), 'point');
    expect(values!.map(({y}) => y)).toEqual([1.7, expect.closeTo(1.5, 12), 1.7]);
  });

  it('takes titles, scale and size', () => {
    const options = {title: 'a', xTitle: 'b', yTitle: 'c', yScale: 'log', width: 100, height: 50} as const;
    const other = learningRateFinderChart(curve, options);
    expect(other).toMatchObject({title: {text: 'a'}, width: 100, height: 50});
    expect(compiled(other).scales?.find(({name}) => name === 'y')).toMatchObject({type: 'log'});
  });

  it('is plain JSON, and changes nothing that it is given', () => {
    expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
    const text = JSON.stringify(curve);
    learningRateFinderChart(JSON.parse(text));
    learningRateFinderChart(Object.freeze(curve), Object.freeze({}));
    expect(JSON.stringify(curve)).toBe(text);
  });

  it.each([
    [
      undefined,
      {},
      'TypeError: learningRateFinderChart: `result` must be the result of a range test; got undefined.',
    ],
    [
      curve,
      {yScale: 'sqrt'},
      "RangeError: learningRateFinderChart: `yScale` must be 'linear' or 'log'; got \"sqrt\".",
    ],
    [
      curve,
      {xDomain: [1, 2]},
      'TypeError: learningRateFinderChart: unknown option `xDomain`; did you mean `yDomain`?',
    ],
  ])('refuses wrong arguments', (result, options, message) => {
    let error: unknown;
    try {
      learningRateFinderChart(result as never, options as never);
    } catch (caught) {
      error = caught;
    }
    expect(String(error)).toBe(message);
  });
});
