import {chart, type ChartOptions, type Series} from './chart.js';
import type {VegaLiteSpec} from './VegaLiteSpec.js';

/**
 * Points in the plane, coloured by the group they belong to.
 *
 * @param groups - The points of each class. A legend names the classes when there is more than one.
 * @param options - Titles, scales and size.
 * @returns A Vega-Lite 5 specification as plain JSON.
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const spec = scatterChart([{name: 'class 0', x: [0.2, 0.3], y: [1.1, 0.9]}], {xTitle: 'width', yTitle: 'height'});
 * spec.width; // 360
 * ```
 */
export function scatterChart(groups: readonly Series[], options: ChartOptions): VegaLiteSpec {
  return chart('scatterChart', {type: 'point', filled: true, size: 20, opacity: 0.7}, groups, options);
}
