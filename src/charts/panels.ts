import {check, checkOptions, positiveCount, required, text} from '../internal/check.js';
import type {VegaLiteSpec} from './VegaLiteSpec.js';

/** Options of {@link panels}. */
export interface PanelsOptions {
  /** Number of charts in a row. */
  columns: number;
  /** Above all charts. @defaultValue none */
  title?: string;
}

/**
 * Small multiples: several charts in rows, with one legend for all. Each chart keeps its own axes, so give them the
 * same domains to compare heights.
 *
 * @param charts - What {@link lineChart} and {@link scatterChart} return.
 * @param options - How many in a row, and the title.
 * @returns A Vega-Lite 5 specification as plain JSON.
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const chart = lineChart([{name: 'loss', x: [1, 2], y: [0.9, 0.4]}], {xTitle: 'epoch', yTitle: 'loss'});
 * const spec = panels([chart, chart], {columns: 2, title: 'Twice'});
 * spec.columns; // 2
 * ```
 */
export function panels(charts: readonly VegaLiteSpec[], options: PanelsOptions): VegaLiteSpec {
  check('panels', 'charts', charts, {
    must: 'an array of at least one chart',
    kind: Array.isArray,
    test: (list: unknown[]) =>
      list.length > 0 && list.every((one) => typeof one === 'object' && one !== null),
  });
  checkOptions('panels', options, {columns: required(positiveCount), title: text});
  const {columns, title} = options;
  return {
    $schema: charts[0]!.$schema,
    ...(title !== undefined && {title: {text: title, anchor: 'middle', offset: 16}}),
    columns,
    concat: charts.map(({$schema: _, ...rest}) => rest),
  };
}
