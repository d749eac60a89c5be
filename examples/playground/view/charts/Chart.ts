import uPlot from 'uplot';
import {element} from '../dom/element.js';
import {shortNumber} from '../dom/shortNumber.js';
import type {ChartOptions} from './ChartOptions.js';
import {plotOptions} from './plotOptions.js';
import {sampled} from './sampled.js';
import type {Table} from './Table.js';
import {thinned} from './thinned.js';

/** A chart of lines with a heading that says their values: the last ones, or those under the cursor. */
export class Chart<Source> {
  readonly element: HTMLElement;
  readonly #options: ChartOptions<Source>;
  readonly #values: HTMLElement[];
  /** What the heading says of the lines with one label, and which those are. */
  readonly #entries: readonly {element: HTMLElement; indices: readonly number[]}[];
  readonly #room = element('div', {class: 'plot-canvas', 'aria-hidden': 'true'});
  #tables: readonly Table[] = [];
  #plot: uPlot | undefined;

  constructor(options: ChartOptions<Source>) {
    this.#options = options;
    this.#values = options.lines.map(({run}) => element('b', {style: `--own: var(--run-${run})`}, '–'));
    const labels = [...new Set(options.lines.map(({label}) => label))];
    this.#entries = labels.map((label) => {
      const indices = options.lines.flatMap((line, index) => (line.label === label ? [index] : []));
      const {kind, colour} = options.lines[indices[0]!]!;
      const key = element('span', {class: `line-key ${kind}`, style: `--own: var(${colour})`});
      // What is planned is not a number.
      const values = kind === 'dashed' ? [] : indices.map((index) => this.#values[index]!);
      return {element: element('span', {class: 'value'}, key, label, ...values), indices};
    });
    const entries = this.#entries.map(({element}) => element);
    const head = element('div', {class: 'plot-head'}, element('h3', {}, options.title), ...entries);
    const last = options.xLabel === undefined ? '' : 'last';
    this.element = element('div', {class: `plot ${last}`}, head, this.#room);
    new ResizeObserver(() => this.#resize()).observe(this.#room);
  }

  show(source: Source): void {
    const {lines} = this.#options;
    const shown = lines.map((line) => line.isThere?.(source) ?? true);
    this.#tables = lines.map((line, index) => (shown[index] ? line.table(source) : [[], []]));
    for (const {element, indices} of this.#entries) element.hidden = !indices.some((index) => shown[index]);
    const areTwo = lines.some(({run}, index) => run === 'b' && shown[index]);
    const hasMain = lines.some(({kind}) => kind === 'line');
    this.element.classList.toggle('two', areTwo);
    for (const [index, value] of this.#values.entries()) {
      // Of two runs there is room for the numbers that count.
      value.hidden = !shown[index] || (areTwo && hasMain && lines[index]!.kind === 'thin');
      value.classList.toggle('run-value', areTwo);
    }
    this.#draw();
    this.#say(null);
  }

  /** When the colours of the page have changed. */
  redraw(): void {
    this.#plot?.redraw(false);
  }

  #resize(): void {
    const {clientWidth: width, clientHeight: height} = this.#room;
    if (width === 0 || height === 0) return;
    if (this.#plot) this.#plot.setSize({width, height});
    else this.#draw();
  }

  #draw(): void {
    const {clientWidth: width, clientHeight: height} = this.#room;
    if (width === 0 || height === 0) return;
    const parts = Math.ceil(width / 2);
    const {lines} = this.#options;
    const tables = this.#tables.map((table, index) =>
      lines[index]!.kind === 'dots' ? sampled(table, parts) : thinned(table, parts),
    );
    const data = uPlot.join(tables.map((table) => table as unknown as uPlot.AlignedData));
    if (this.#plot) this.#plot.setData(data);
    else
      this.#plot = new uPlot(
        plotOptions(this.#options, {width, height}, (at) => this.#say(at)),
        data,
        this.#room,
      );
  }

  #say(at: number | null): void {
    const {lines, formatY = shortNumber} = this.#options;
    for (const [index, [xs, ys]] of this.#tables.entries()) {
      // The last point at or before the cursor.
      const place = at === null ? ys.length - 1 : lastBefore(xs, at);
      const value = ys[place];
      const text = lines[index]!.kind === 'dots' ? String(ys.length) : value == null ? '–' : formatY(value);
      this.#values[index]!.textContent = text;
    }
  }
}

function lastBefore(xs: readonly number[], at: number): number {
  const next = xs.findIndex((x) => x > at);
  return (next === -1 ? xs.length : next) - 1;
}
