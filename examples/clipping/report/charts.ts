import {lineChart, panels, type Series, type VegaLiteSpec} from 'tfjs-callbacks';
import {summary} from '../../common/claims/summary.js';
import {guessing} from '../data/addingProblem.js';
import {nameOf, type Curves} from '../training/Job.js';
import {updatesPerCheck} from '../training/runTraining.js';
import {clippingNames, optimizerNames, type ClippingName} from '../training/trainings.js';

/** The curves of all seeds by the name of the training. */
export type ByName = Readonly<Record<string, readonly Curves[]>>;

const size = {width: 330, height: 280} as const;
/** Of the histograms. */
const barsPerDecade = 4;
const checks = (curve: readonly unknown[]) => curve.map((_, check) => check * updatesPerCheck);

/** Test error over the updates, the median of the seeds at each check. What diverges leaves through the top. */
export function errorChart(curves: ByName): VegaLiteSpec {
  const domain = [1e-3, 100] as const;
  return eachOptimizer((of) => {
    const lines = clippingNames.map((name): Series => {
      const y = over(of(curves, name).map(({errors}) => errors.map((error) => error ?? Infinity)));
      return {name, x: checks(y), y: y.map((error) => Math.min(error, 1.5 * domain[1]))};
    });
    const x = [0, end(curves)];
    return {
      series: [...lines, {name: 'always predicting 1', x, y: x.map(() => guessing)}],
      options: {
        ...{xTitle: 'update', yTitle: 'mean squared error on test sequences'},
        ...{yScale: 'log', yDomain: domain, xDomain: [0, x[1]!]},
      },
    };
  });
}

/** How often gradients of which norm came, before clipping, as outlines of histograms over all seeds. */
export function normChart(curves: ByName): VegaLiteSpec {
  const finite = Object.values(curves).flatMap((seeds) =>
    seeds.flatMap(({norms}) => norms.filter((norm) => norm !== null && norm > 0)),
  ) as number[];
  const {min, max} = summary(finite);
  const [low, high] = [Math.floor(Math.log10(min)), Math.floor(Math.log10(max)) + 1];
  const bins = Array.from(
    {length: barsPerDecade * (high - low) + 1},
    (_, i) => 10 ** (low + i / barsPerDecade),
  );
  return eachOptimizer((of) => ({
    series: clippingNames.map((name): Series => {
      const norms = of(curves, name).flatMap(({norms: all}) => all);
      const corners = bins.slice(1).flatMap((end, bin) => {
        const inside = norms.filter((norm) => norm !== null && norm >= bins[bin]! && norm < end).length;
        // A log axis has no 0; no bar is as low as half an update.
        const share = Math.max(inside, 0.5) / norms.length;
        return [
          {x: bins[bin]!, y: share},
          {x: end, y: share},
        ];
      });
      return {name, x: corners.map(({x}) => x), y: corners.map(({y}) => y)};
    }),
    options: {
      ...{xTitle: 'norm of all gradients before clipping', yTitle: 'share of updates'},
      ...{xScale: 'log', xDomain: [bins[0]!, bins.at(-1)!]},
      ...{yScale: 'log', yDomain: [0.5 / Math.max(...lengths(curves)), 1]},
    },
  }));
}

/** The share of clipped updates between two checks, the mean of the seeds. */
export function shareChart(curves: ByName): VegaLiteSpec {
  return eachOptimizer((of) => ({
    series: clippingNames
      .filter((name) => name !== 'none')
      .map((name): Series => {
        const all = of(curves, name).map(({clipped}) =>
          clipped.slice(1).map((count, check) => (count - clipped[check]!) / updatesPerCheck),
        );
        const y = (all[0] ?? []).map((_, check) => mean(all.map((shares) => shares[check]!)));
        return {name, x: checks(y).map((update) => update + updatesPerCheck), y};
      }),
    options: {
      ...{xTitle: 'update', yTitle: 'share of clipped updates', yDomain: [0, 1.02]},
      xDomain: [0, end(curves)],
    },
  }));
}

type Of = (curves: ByName, name: ClippingName) => readonly Curves[];
type Panel = {series: Series[]; options: Parameters<typeof lineChart>[1]};

function eachOptimizer(panel: (of: Of) => Panel): VegaLiteSpec {
  return panels(
    optimizerNames.map((optimizer) => {
      const of: Of = (curves, clipping) => curves[nameOf({optimizer, clipping})] ?? [];
      const {series, options} = panel(of);
      return lineChart(series, {...size, title: optimizer, ...options});
    }),
    {columns: 2},
  );
}

/** The number of the last update. */
function end(curves: ByName): number {
  return (Object.values(curves)[0]?.[0]?.norms.length ?? 0) || 1;
}

/** Updates of each training, of all its seeds together. */
function lengths(curves: ByName): number[] {
  return Object.values(curves).map((seeds) => seeds.reduce((sum, {norms}) => sum + norms.length, 0));
}

/** The median of several curves at each point. */
function over(curves: readonly (readonly number[])[]): number[] {
  return (curves[0] ?? []).map((_, i) => summary(curves.map((curve) => curve[i]!)).median);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
