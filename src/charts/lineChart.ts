import {chart, type ChartOptions, type Series} from './chart.js';
import type {VegaLiteSpec} from './VegaLiteSpec.js';

/**
 * Named curves over a common axis: a metric over the epochs, a learning rate over the steps.
 *
 * @param series - The curves. A legend names them when there is more than one.
 * @param options - Titles, scales and size.
 * @returns A Vega-Lite 5 specification as plain JSON.
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const spec = lineChart([{name: 'decay', x: [0, 1, 2], y: [0.1, 0.01, 0.001]}], {
 *   title: 'Learning rate',
 *   xTitle: 'step',
 *   yTitle: 'learning rate',
 *   yScale: 'log',
 * });
 * spec.title; // 'Learning rate'
 * ```
 */
export function lineChart(series: readonly Series[], options: ChartOptions): VegaLiteSpec {
  return chart('lineChart', {type: 'line', strokeWidth: 1.5}, series, options);
}
