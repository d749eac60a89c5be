import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {parse, View} from 'vega';
import {gradientNormChart} from '../../src/charts/gradientNormChart.js';
import type {GradientNormCurve} from '../../src/charts/GradientNormCurve.js';
import {palette} from '../../src/charts/palette.js';
import type {VegaLiteSpec} from '../../src/charts/VegaLiteSpec.js';
import {compiled} from '../helpers/compiled.js';

const curve: GradientNormCurve = {
  index: [0, 1, 2],
  median: [2, 1, 0.5],
  p99: [30, 10, 1],
  clipped: [0.8, 0.5, 0],
  skipped: [1, 0, 2],
  threshold: [1, 1, 1],
};
const none: GradientNormCurve = {
  ...{index: [], median: [], p99: [], clipped: [], skipped: [], threshold: []},
};

interface Plot {
  width: number;
  height: number;
  layer: Plot[];
  data: {values: {name: string; x: number; y: number | null; x2: number}[]};
}

const plots = (chart: VegaLiteSpec) => chart['vconcat'] as [Plot, Plot];
/** The corners of a line. */
const line = (chart: VegaLiteSpec, name: string) =>
  plots(chart)[0]
    .layer[0]!.data.values.filter((value) => value.name === name)
    .map(({x, y}) => [x, y]);
/** The heights of a line, one for each epoch. */
const heights = (chart: VegaLiteSpec, name: string) =>
  line(chart, name).flatMap(([, y], i) => (i % 2 ? [y] : []));
const names = (chart: VegaLiteSpec) => [
  ...new Set(plots(chart)[0].layer[0]!.data.values.map(({name}) => name)),
];
const marks = (chart: VegaLiteSpec) => plots(chart)[0].layer[1]?.data.values;
const subtitle = (chart: VegaLiteSpec) => (chart['title'] as {subtitle: string}).subtitle;

type Vega = ReturnType<typeof compiled>;

/** The parts of the compiled chart, the upper plot first. */
const groups = (chart: VegaLiteSpec) => compiled(chart).marks as unknown as Vega[];
const scaleOf = (chart: VegaLiteSpec, name: string) => {
  const scales = [compiled(chart), ...groups(chart)].flatMap((group) => group.scales ?? []);
  return scales.find((scale) => scale.name === name) as {type: string; domain: unknown} | undefined;
};
const yDomain = (chart: VegaLiteSpec) => scaleOf(chart, 'concat_0_y')?.domain as [number, number];
const titles = (chart: VegaLiteSpec) =>
  groups(chart).flatMap((group) => (group.axes ?? []).flatMap(({title}) => title ?? []));

const rendered = (chart: VegaLiteSpec) => new View(parse(compiled(chart)), {renderer: 'none'}).toSVG();

/** What can be read in the picture. */
const texts = async (chart: VegaLiteSpec) =>
  [...(await rendered(chart)).matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text);

/** The places and shapes of all that is drawn. */
const shapes = async (chart: VegaLiteSpec) =>
  [...(await rendered(chart)).matchAll(/ (?:d|transform)="([^"]*)"/g)].map(([, shape]) => shape).join(' ');

describe('gradientNormChart', () => {
  const chart = gradientNormChart(curve);

  it('draws each reading over the width of its epoch', () => {
    expect(line(chart, 'median')).toEqual([
      ...[
        [-0.5, 2],
        [0.5, 2],
      ],
      ...[
        [0.5, 1],
        [1.5, 1],
      ],
      ...[
        [1.5, 0.5],
        [2.5, 0.5],
      ],
    ]);
    expect(heights(chart, '99th percentile')).toEqual([30, 10, 1]);
    expect(heights(chart, 'threshold')).toEqual([1, 1, 1]);
  });

  it('has a bar for the share of each epoch, on an axis from 0 to 1', () => {
    const [, {data}] = plots(chart);
    expect(data.values).toEqual([
      {x: -0.4, x2: 0.4, y: 0.8, y2: 0},
      {x: 0.6, x2: 1.4, y: 0.5, y2: 0},
      {x: 1.6, x2: 2.4, y: 0, y2: 0},
    ]);
    expect(scaleOf(chart, 'concat_1_y')?.domain).toEqual([0, 1]);
  });

  it('compiles to Vega with one axis of epochs, a log axis of norms and one legend', async () => {
    expect(scaleOf(chart, 'concat_0_y')).toMatchObject({type: 'log'});
    expect(scaleOf(chart, 'concat_0_x')?.domain).toEqual([-0.5, 2.5]);
    expect(scaleOf(chart, 'concat_1_x')?.domain).toEqual([-0.5, 2.5]);
    expect(titles(chart)).toEqual(['gradient norm', 'epoch', 'clipped']);
    const legends = [compiled(chart), ...groups(chart)].flatMap((group) => group.legends ?? []);
    expect(legends).toHaveLength(1);
    expect(scaleOf(chart, 'concat_0_layer_0_color')).toMatchObject({
      domain: ['99th percentile', 'median', 'threshold'],
      range: [palette[5], palette[0], palette[1]],
    });
    expect(await texts(chart)).toEqual(expect.arrayContaining(['0%', '50%', '100%']));
  });

  it('says in numbers what it shows', () => {
    expect(chart['title']).toMatchObject({
      text: 'Gradient norms',
      subtitle: 'threshold 1, 43 % of the updates clipped, 3 left out',
    });
    expect(subtitle(gradientNormChart({...curve, skipped: [0, 0, 0], clipped: [0.004, 0, 0]}))).toBe(
      'threshold 1, 0.13 % of the updates clipped',
    );
    expect(subtitle(gradientNormChart({...curve, skipped: [0, 0, 0], threshold: [2, 1.5, 1.25]}))).toBe(
      'threshold 1.25 to 2, 43 % of the updates clipped',
    );
    expect(subtitle(gradientNormChart(none))).toBe('');
  });

  it('has no line for a threshold that is no norm', () => {
    const other = gradientNormChart({...curve, threshold: [null, null, null]});
    expect(names(other)).toEqual(['99th percentile', 'median']);
    expect(subtitle(other)).toBe('43 % of the updates clipped, 3 left out');
  });

  it('follows a threshold that changes', () => {
    expect(heights(gradientNormChart({...curve, threshold: [3, null, 1]}), 'threshold')).toEqual([
      3,
      null,
      1,
    ]);
  });

  it('leaves a gap where a norm is 0 or not finite, and marks what is not finite at the top', async () => {
    const odd = gradientNormChart({
      ...{index: [0, 1, 2, 3, 4], median: [0, 1, 2, NaN, NaN], p99: [3, 0, Infinity, NaN, NaN]},
      ...{clipped: [0, 1, 1, 1, NaN], skipped: [0, 0, 0, 0, 0], threshold: [1, 1, 1, 1, 1]},
    });
    expect(heights(odd, 'median')).toEqual([null, 1, 2, null, null]);
    expect(heights(odd, '99th percentile')).toEqual([3, null, null, null, null]);
    // The last epoch has had no update.
    expect(marks(odd)).toEqual([
      {name: 'NaN or infinite', x: 2},
      {name: 'NaN or infinite', x: 3},
    ]);
    expect(plots(odd)[1].data.values.map(({y}) => y)).toEqual([0, 1, 1, 1]);
    expect(subtitle(odd)).toBe('threshold 1, 75 % of the updates clipped');
    expect(await shapes(odd)).not.toMatch(/NaN|Infinity/);
    expect(await texts(odd)).toContain('NaN or infinite');
    expect(marks(chart)).toBeUndefined();
  });

  it('draws a norm of 0 on a linear axis', () => {
    const linear = gradientNormChart({...curve, median: [0, 1, 2]}, {yScale: 'linear'});
    expect(heights(linear, 'median')).toEqual([0, 1, 2]);
    expect(scaleOf(linear, 'concat_0_y')).toMatchObject({type: 'linear'});
    expect(yDomain(linear)[0]).toBeLessThan(0);
  });

  it.each<['log' | 'linear', number, boolean]>([
    ['log', 300, true],
    ['log', 0.05, true],
    ['log', 301, false],
    ['log', 0.049, false],
    ['linear', 60, true],
    ['linear', 0.001, true],
    ['linear', 61, false],
  ])('on a %s axis with norms from 0.5 to 30 shows a threshold of %d: %s', (yScale, threshold, isShown) => {
    const other = gradientNormChart({...curve, threshold: [threshold, threshold, threshold]}, {yScale});
    expect(names(other).includes('threshold')).toBe(isShown);
    const [low, high] = yDomain(other);
    expect(threshold > low && threshold < high).toBe(isShown);
    expect(low < 0.5 && high > 30).toBe(true);
    expect(subtitle(other)).toContain(`threshold ${threshold},`);
  });

  it('labels norms as they are read, and whole epochs only', async () => {
    const labels = await texts(gradientNormChart({...curve, p99: [1e5, 10, 1]}));
    expect(labels.slice(0, 6)).toEqual(['1', '10', '100', '1000', '10000', '100000']);
    const one = {index: [7], median: [1], p99: [2], clipped: [0], skipped: [0], threshold: [1]};
    const numbers = (await texts(gradientNormChart(one))).filter((label) => /[6-8]/.test(label!));
    expect(numbers).toEqual(['7']);
  });

  it('labels ten epochs at most', () => {
    fc.assert(
      fc.property(fc.integer({min: 0, max: 9999}), fc.integer({min: 1, max: 9999}), (first, count) => {
        const index = [first, first + count - 1];
        const pair = [1, 1];
        const long = gradientNormChart({
          ...{index, median: pair, p99: pair, clipped: pair, skipped: pair, threshold: pair},
        });
        const encoding = (plots(long)[1] as unknown as {encoding: {x: {axis: {values: number[]}}}}).encoding;
        const {values} = encoding.x.axis;
        expect(values.length).toBeGreaterThan(0);
        expect(values.length).toBeLessThanOrEqual(10);
        expect(values.every((tick) => Number.isInteger(tick) && tick >= first && tick <= index[1]!)).toBe(
          true,
        );
      }),
    );
  });

  it('draws an empty frame without readings', async () => {
    for (const yScale of ['log', 'linear'] as const) {
      expect(await shapes(gradientNormChart(none, {yScale}))).not.toContain('NaN');
    }
    const nothing = {...curve, median: [NaN, NaN, NaN], p99: [0, 0, 0], threshold: [null, null, null]};
    expect(await texts(gradientNormChart(nothing))).toContain('gradient norm');
    expect(await shapes(gradientNormChart(nothing))).not.toContain('NaN');
  });

  it('takes titles, ends and sizes', () => {
    const options = {title: 'a', xTitle: 'b', yTitle: 'c', yDomain: [1, 50], width: 300, height: 90} as const;
    const other = gradientNormChart(curve, options);
    expect(other['title']).toMatchObject({text: 'a'});
    expect(titles(other)).toEqual(['c', 'b', 'clipped']);
    expect(yDomain(other)).toEqual([1, 50]);
    expect(plots(other).map(({width, height}) => [width, height])).toEqual([
      [300, 90],
      [300, 30],
    ]);
  });

  it('is plain JSON, takes it, and changes nothing that it is given', () => {
    const plain = gradientNormChart(curve);
    expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
    const odd = {...curve, median: [NaN, 1, 2]};
    expect(gradientNormChart(JSON.parse(JSON.stringify(odd)))).toEqual(gradientNormChart(odd));
    for (const list of Object.values(curve)) Object.freeze(list);
    expect(gradientNormChart(Object.freeze(curve), Object.freeze({}))).toEqual(plain);
  });

  const must =
    'gradientNormChart: `norms` must be an object with lists of numbers, as long as each other, called index, median, ' +
    'p99, clipped, skipped, threshold';
  it.each([
    [undefined, {}, `TypeError: ${must}; got undefined.`],
    [{}, {}, `RangeError: ${must}; got {}.`],
    [{...none, p99: [1]}, {}, /^RangeError: .* called index, median, p99/],
    [{...curve, index: [0, null, 2]}, {}, /^RangeError: /],
    [{...curve, median: ['1', 2, 3]}, {}, /^RangeError: /],
    [
      curve,
      {yScale: 'sqrt'},
      "RangeError: gradientNormChart: `yScale` must be 'linear' or 'log'; got \"sqrt\".",
    ],
    [curve, {yScale: 'log', yDomain: [0, 1]}, /^RangeError: .*`yDomain` must be two positive numbers/],
    [curve, {yDomain: [0, 1]}, /^RangeError: .*`yDomain` must be two positive numbers/],
    [
      curve,
      {xDomain: [1, 2]},
      'TypeError: gradientNormChart: unknown option `xDomain`; did you mean `yDomain`?',
    ],
    [curve, {width: 0}, 'RangeError: gradientNormChart: `width` must be a finite number > 0; got 0.'],
  ])('refuses wrong arguments: %j, %j', (norms, options, message) => {
    let error: unknown;
    try {
      gradientNormChart(norms as never, options as never);
    } catch (thrown) {
      error = thrown;
    }
    if (typeof message === 'string') expect(String(error)).toBe(message);
    else expect(String(error)).toMatch(message);
  });
});
