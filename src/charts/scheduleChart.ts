import {check, checkOptions, finite, positiveCount, required} from '../internal/check.js';
import {chart, chartRules, type Series} from './chart.js';
import {roomy} from './roomy.js';
import {thinned, type Point} from './thinned.js';
import type {VegaLiteSpec} from './VegaLiteSpec.js';

/** Options of {@link scheduleChart}. */
export interface ScheduleChartOptions {
  /** Number of steps: the chart goes from step 0 to this step, both included. */
  steps: number;
  /** Above the chart. @defaultValue the name of the curve where there is only one, else none */
  title?: string;
  /** Of the horizontal axis. @defaultValue 'step' */
  xTitle?: string;
  /** Of the vertical axis. @defaultValue 'learning rate' */
  yTitle?: string;
  /** Vertical axis, 'linear' or 'log'. On a log axis there is a gap where a value is not above 0. @defaultValue 'linear' */
  yScale?: 'linear' | 'log';
  /** Ends of the vertical axis. What lies outside is cut off. @defaultValue those of the values, and 0 if it is near */
  yDomain?: readonly [number, number];
  /** Of the plot without its axes, in pixels. @defaultValue 360 */
  width?: number;
  /** Of the plot without its axes, in pixels. @defaultValue 220 */
  height?: number;
}

const owner = 'scheduleChart';

/**
 * Schedules as curves over the steps: look at a schedule before you train with it, or compare several.
 *
 * A value holds for a whole step and a jump is drawn as a jump, whatever the number of steps. Where there are more steps
 * than pixels, the chart holds the points that make the same picture, four for each column of pixels at most.
 *
 * @param schedules - The curves by name: functions from the step to a value. A legend names them when there is more
 * than one.
 * @param options - Number of steps, titles, scale and size.
 * @returns A Vega-Lite 5 specification as plain JSON.
 * @throws RangeError or TypeError when an option breaks its rule or does not exist, or a schedule gives a value that is
 * not finite.
 *
 * @example
 * ```ts
 * const halved = exponentialDecay({initialLearningRate: 0.1, decaySteps: 100, decayRate: 0.5, staircase: true});
 * const spec = scheduleChart({halved, steady: constant(0.05)}, {steps: 400, yScale: 'log'});
 * spec.width; // 360
 * ```
 */
export function scheduleChart(
  schedules: Readonly<Record<string, (step: number) => number>>,
  options: ScheduleChartOptions,
): VegaLiteSpec {
  check(owner, 'schedules', schedules, {
    must: 'an object with at least one named function of the step',
    kind: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    test: (named: object) => Object.keys(named).length > 0,
  });
  for (const [name, schedule] of Object.entries(schedules)) {
    check(owner, called(name), schedule, {
      must: 'a function of the step',
      kind: (value) => typeof value === 'function',
    });
  }
  const {xScale: _, xDomain: __, ...rules} = chartRules(options);
  checkOptions<ScheduleChartOptions>(owner, options, {...rules, steps: required(positiveCount)});
  const {steps, xTitle = 'step', yTitle = 'learning rate', yScale = 'linear'} = options;
  const {width = 360, height = 220} = options;
  const [only, ...more] = Object.keys(schedules);
  const {title = more.length === 0 ? only : undefined} = options;

  const series = Object.entries(schedules).map(([name, schedule]) => {
    const valueAt = (step: number) => {
      const value = schedule(step);
      if (!Number.isFinite(value)) check(owner, `${called(name)}(${step})`, value, finite);
      return yScale === 'linear' || value > 0 ? value : NaN;
    };
    return held(name, thinned(valueAt, steps, Math.min(Math.ceil(width), steps)));
  });
  const ys = series.flatMap(({y}) => y);
  const {yDomain = roomy(ys, yScale)} = options;
  // Unless the user sets the ends nothing lies outside, and a jump at the last step has its whole width.
  const clip = options.yDomain !== undefined;
  return chart(owner, {type: 'line', strokeWidth: 1.5, interpolate: 'step-after', clip}, series, {
    ...{xTitle, yTitle, xDomain: [0, steps], yScale, yDomain, width, height},
    ...(title !== undefined && {title}),
  });
}

/** As one writes it in code. */
function called(name: string): string {
  return `schedules[${JSON.stringify(name)}]`;
}

/** A value in front of a gap holds until the gap begins. */
function held(name: string, points: readonly Point[]): Series {
  const drawn = points.flatMap(({step, value}, i) => {
    const before = points[i - 1]?.value ?? NaN;
    const startsGap = Number.isNaN(value) && !Number.isNaN(before);
    return [...(startsGap ? [{step, value: before}] : []), {step, value}];
  });
  return {name, x: drawn.map(({step}) => step), y: drawn.map(({value}) => value)};
}
