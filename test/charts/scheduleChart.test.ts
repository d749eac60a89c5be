import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {parse, View} from 'vega';
import {palette} from '../../src/charts/palette.js';
import {scheduleChart} from '../../src/charts/scheduleChart.js';
import type {VegaLiteSpec} from '../../src/charts/VegaLiteSpec.js';
import {exponentialDecay} from '../../src/schedules/exponentialDecay.js';
import {polynomialDecay} from '../../src/schedules/polynomialDecay.js';
import {compiled} from '../helpers/compiled.js';

const decay = polynomialDecay({initialLearningRate: 0.1, decaySteps: 100, endLearningRate: 0});
const halved = (step: number) => (step < 3 ? 1 : 0.5);

interface Value {
  series: string;
  x: number;
  y: number | null;
}

const values = (chart: VegaLiteSpec) => (chart['data'] as {values: Value[]}).values;
const xy = (chart: VegaLiteSpec) => values(chart).map(({x, y}) => [x, y]);

/** The Vega scale of this name, after Vega-Lite has read the chart. */
const scale = (chart: VegaLiteSpec, name: string) => compiled(chart).scales?.find((one) => one.name === name);

/** The picture as SVG text. */
const rendered = (chart: VegaLiteSpec) => new View(parse(compiled(chart)), {renderer: 'none'}).toSVG();

/** The lines of the picture: of each its parts between gaps, as corners [x, y] in pixels. */
async function lines(chart: VegaLiteSpec): Promise<number[][][][]> {
  const found = (await rendered(chart)).match(/<path [^>]*"line mark"[^>]*>/g) ?? [];
  return found.map((line) => {
    const [, path = ''] = / d="([^"]*)"/.exec(line) ?? [];
    const parts = path.split('M').slice(1);
    return parts.map((part) => part.split('L').map((corner) => corner.split(',').map(Number)));
  });
}

describe('scheduleChart', () => {
  it('compiles to Vega with the steps from 0 to the last one and the titles', () => {
    const chart = scheduleChart({decay}, {steps: 100});
    expect(scale(chart, 'x')).toMatchObject({type: 'linear', domain: [0, 100]});
    expect(scale(chart, 'y')).toMatchObject({type: 'linear'});
    const {axes, title, width, height} = compiled(chart);
    expect(axes?.map((axis) => axis.title).filter(Boolean)).toEqual(['step', 'learning rate']);
    expect(title).toMatchObject({text: 'decay'});
    expect([width, height]).toEqual([360, 220]);
  });

  it('takes titles, size and ends from its options', () => {
    const options = {title: 'Momentum', xTitle: 'epoch', yTitle: 'momentum', width: 100, height: 50};
    const chart = scheduleChart({decay, halved}, {steps: 9, yDomain: [0, 1], ...options});
    const {axes, title, width, height} = compiled(chart);
    expect(axes?.map((axis) => axis.title).filter(Boolean)).toEqual(['epoch', 'momentum']);
    expect(title).toMatchObject({text: 'Momentum'});
    expect([width, height]).toEqual([100, 50]);
    expect(scale(chart, 'y')).toMatchObject({domain: [0, 1]});
  });

  it('shows the value at the last step, so that a decay arrives', () => {
    expect(xy(scheduleChart({decay}, {steps: 100})).at(-1)).toEqual([100, 0]);
  });

  it('draws a value for a whole step, and a jump at its step', async () => {
    const [[corners]] = (await lines(scheduleChart({halved}, {steps: 6, width: 60, height: 110}))) as [
      number[][][],
    ];
    expect(corners).toEqual([
      ...[
        [0, 5],
        [10, 5],
        [10, 5],
        [20, 5],
        [20, 5],
        [30, 5],
        [30, 55],
      ],
      ...[
        [40, 55],
        [40, 55],
        [50, 55],
        [50, 55],
        [60, 55],
        [60, 55],
      ],
    ]);
  });

  it('keeps a jump upright among a million steps', async () => {
    const late = (step: number) => (step < 700_000 ? 1 : 0);
    const chart = scheduleChart({late}, {steps: 1e6, width: 100, height: 110});
    expect(values(chart).length).toBeLessThan(410);
    const [[corners]] = (await lines(chart)) as [number[][][]];
    const jump = corners!.findIndex(([, y]) => y! > 5);
    expect([corners![jump - 1], corners![jump]]).toEqual([
      [70, 5],
      [70, 105],
    ]);
  });

  it('holds every step as it is where there is a pixel for each', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({min: 0, max: 1, noNaN: true}), {minLength: 2, maxLength: 50}),
        (rates) => {
          const chart = scheduleChart({rates: (step) => rates[step]!}, {steps: rates.length - 1});
          expect(xy(chart)).toEqual(rates.map((rate, step) => [step, rate]));
        },
      ),
    );
  });

  it('leaves what is not above 0 out of a log axis, as a gap after the value before', async () => {
    const at = [0.1, 0.01, 0, 0, 0.1, 0.1];
    const chart = scheduleChart({dips: (step) => at[step]!}, {steps: 5, yScale: 'log', width: 50});
    expect(xy(chart)).toEqual([
      [0, 0.1],
      [1, 0.01],
      [2, 0.01],
      [2, null],
      [3, null],
      [4, 0.1],
      [5, 0.1],
    ]);
    expect(scale(chart, 'y')).toMatchObject({type: 'log'});
    const [parts] = (await lines(chart)) as [number[][][]];
    expect(parts.map((corners) => [corners[0]![0], corners.at(-1)![0]])).toEqual([
      [0, 20],
      [40, 50],
    ]);
  });

  it('draws what is left between the gaps of a log axis when a column has both', () => {
    const flickers = (step: number) => step % 2;
    const chart = scheduleChart({flickers}, {steps: 10_000, yScale: 'log', width: 10});
    expect(new Set(values(chart).map(({y}) => y))).toEqual(new Set([1, null]));
    expect(
      values(chart)
        .filter(({y}) => y === null)
        .map(({x}) => x),
    ).toEqual([10_000]);
  });

  it('draws an empty log axis when no value is above 0', async () => {
    const chart = scheduleChart({zero: () => 0}, {steps: 3, yScale: 'log'});
    expect(await lines(chart)).toEqual([[]]);
    expect(await rendered(chart)).not.toContain('NaN');
  });

  it('writes small numbers in a short form', async () => {
    const rate = (step: number) => 3e-5 - 1e-5 * step;
    expect(await rendered(scheduleChart({rate}, {steps: 3}))).toContain('>1.5e-5<');
    expect(await rendered(scheduleChart({rate}, {steps: 3}))).toContain('>0<');
    expect(await rendered(scheduleChart({halved}, {steps: 3}))).toContain('>0.2<');
  });

  it('labels a log axis at powers of ten within its ends', () => {
    const rate = exponentialDecay({initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.1});
    const {axes} = compiled(scheduleChart({rate}, {steps: 40, yScale: 'log'}));
    expect(axes?.find(({title}) => title === 'learning rate')).toMatchObject({
      values: [1e-5, 1e-4, 1e-3, 1e-2, 0.1],
    });
  });

  it('names several curves in a legend, in their order and the colours of the palette, and has no title then', () => {
    const chart = scheduleChart({b: decay, a: halved}, {steps: 10});
    expect(compiled(chart).legends).toHaveLength(1);
    expect(compiled(chart).title).toBeUndefined();
    expect(scale(chart, 'color')).toMatchObject({domain: ['b', 'a'], range: palette.slice(0, 2)});
    expect(compiled(scheduleChart({decay}, {steps: 10})).legends).toBeUndefined();
  });

  it('is plain JSON, and changes nothing that it is given', () => {
    const chart = scheduleChart(Object.freeze({decay}), Object.freeze({steps: 10}));
    expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
  });

  it.each([
    [{decay}, {steps: 0}, 'RangeError: scheduleChart: `steps` must be an integer >= 1; got 0.'],
    [{decay}, {steps: 1.5}, 'RangeError: scheduleChart: `steps` must be an integer >= 1; got 1.5.'],
    [{decay}, {}, 'TypeError: scheduleChart: `steps` must be an integer >= 1; got undefined.'],
    [{decay}, {step: 9}, 'TypeError: scheduleChart: unknown option `step`; did you mean `steps`?'],
    [
      {decay},
      {steps: 9, yScale: 'symlog'},
      "RangeError: scheduleChart: `yScale` must be 'linear' or 'log'; got \"symlog\".",
    ],
    [
      {decay},
      {steps: 9, yScale: 'log', yDomain: [0, 1]},
      'RangeError: scheduleChart: `yDomain` must be two positive numbers, the lower one first; got [0, 1].',
    ],
    [{decay}, {steps: 9, xTitle: 1}, 'TypeError: scheduleChart: `xTitle` must be a string; got 1.'],
    [{decay}, undefined, 'TypeError: scheduleChart: `options` must be an object; got undefined.'],
    [
      {},
      {steps: 9},
      'RangeError: scheduleChart: `schedules` must be an object with at least one named function of the step; got {}.',
    ],
    [
      [decay],
      {steps: 9},
      'TypeError: scheduleChart: `schedules` must be an object with at least one named function of the step; ' +
        'got [a function].',
    ],
    [
      decay,
      {steps: 9},
      'TypeError: scheduleChart: `schedules` must be an object with at least one named function of the step; ' +
        'got a function.',
    ],
    [
      {decay, rate: 0.1},
      {steps: 9},
      'TypeError: scheduleChart: `schedules["rate"]` must be a function of the step; got 0.1.',
    ],
    [
      {decay, bad: (step: number) => 1 / (7 - step)},
      {steps: 9},
      'RangeError: scheduleChart: `schedules["bad"](7)` must be a finite number; got Infinity.',
    ],
    [
      {text: () => '0.1'},
      {steps: 9},
      'TypeError: scheduleChart: `schedules["text"](0)` must be a finite number; got "0.1".',
    ],
  ])('rejects %j with %j', (schedules, options, message) => {
    expect(text(() => scheduleChart(schedules as never, options as never))).toBe(message);
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
