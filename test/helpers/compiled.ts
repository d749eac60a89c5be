import {compile, type TopLevelSpec} from 'vega-lite';
import type {VegaLiteSpec} from '../../src/charts/VegaLiteSpec.js';

/** The chart as Vega-Lite hands it to Vega; its warnings are errors here. */
export function compiled(chart: VegaLiteSpec) {
  const fail = (...messages: readonly unknown[]): never => {
    throw new Error(messages.join(' '));
  };
  const logger = {level: () => logger, error: fail, warn: fail, info: () => logger, debug: () => logger};
  return compile(chart as unknown as TopLevelSpec, {logger: logger as never}).spec;
}
