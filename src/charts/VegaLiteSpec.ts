/**
 * A chart as plain JSON in the language of Vega-Lite 5: any Vega-Lite renderer draws it, `JSON.stringify` saves it.
 *
 * @example
 * ```ts
 * const spec = lineChart([{name: 'loss', x: [1, 2], y: [0.9, 0.4]}], {xTitle: 'epoch', yTitle: 'loss'});
 * spec.$schema; // 'https://vega.github.io/schema/vega-lite/v5.json'
 * ```
 *
 * @see {@link https://vega.github.io/vega-lite/ | Vega-Lite}
 */
export interface VegaLiteSpec {
  /** The version of Vega-Lite. */
  readonly $schema: string;
  readonly [property: string]: unknown;
}
