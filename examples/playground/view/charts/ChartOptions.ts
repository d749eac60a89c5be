import type uPlot from 'uplot';
import type {Line} from './Line.js';

export interface ChartOptions<Source> {
  title: string;
  lines: readonly Line<Source>[];
  /** The ends of the axis of places, which do not depend on how far it has come. */
  xRange: () => [number, number];
  xScale?: 'linear' | 'logarithmic';
  /** Words at the end of that axis; without them it has no numbers, and the chart below has them. */
  xLabel?: string | undefined;
  yScale?: 'linear' | 'logarithmic';
  /** The ends of the other axis, of what is there. */
  yRange?: (low: number, high: number) => [number, number];
  formatY?: (value: number) => string;
  /** Charts with the same key have one cursor. */
  syncKey?: string;
  /** Draws over the lines. */
  over?: (plot: uPlot) => void;
}
