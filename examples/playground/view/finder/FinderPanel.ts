import type {Settings} from '../../settings/Settings.js';
import type {RatePoint, RateSuggestion} from '../../training/index.js';
import {Chart} from '../charts/Chart.js';
import type {Line} from '../charts/Line.js';
import {button} from '../dom/button.js';
import {colour} from '../dom/colour.js';
import {element} from '../dom/element.js';
import {onceAFrame} from '../dom/onceAFrame.js';
import {shortNumber} from '../dom/shortNumber.js';
import {edited, type RunName, type State} from '../state/State.js';
import {sameTest} from './sameTest.js';
import type uPlot from 'uplot';

/** What the chart shows. */
interface Test {
  readonly run: RunName;
  readonly points: readonly RatePoint[];
}

const introduction =
  'A short test: the rate rises from tiny to huge. Good rates lie where the loss falls fast, well before it shoots up.';

/** The curve of a range test as it runs, and what can be taken over from it. */
export class FinderPanel {
  readonly element: HTMLElement;
  readonly #words = element('p', {class: 'finder-words'}, introduction);
  /** Whose they are, and whether they still hold. */
  readonly #note = element('p', {class: 'finder-words', hidden: true});
  readonly #list = element('ul', {class: 'suggestions', 'aria-label': 'Suggested learning rates'});
  readonly #chart: Chart<Test>;
  readonly #take: (rate: number) => void;
  #points: RatePoint[] = [];
  #suggestions: readonly RateSuggestion[] = [];
  #inUse: number | undefined;
  #tested: {run: RunName; settings: Settings} | undefined;

  constructor(take: (rate: number) => void) {
    this.#take = take;
    this.#chart = new Chart<Test>({
      title: 'Loss by learning rate',
      lines: (['a', 'b'] as const).flatMap((run) => {
        const shared = {run, colour: `--run-${run}`, isThere: (test: Test) => test.run === run};
        return [
          {
            ...{...shared, label: 'each step', kind: 'thin'},
            table: ({points}) => [rates(points), points.map(({loss}) => loss)],
          },
          {
            ...{...shared, label: 'smoothed', kind: 'line'},
            table: ({points}) => [rates(points), points.map(({smoothedLoss}) => smoothedLoss)],
          },
        ] satisfies Line<Test>[];
      }),
      xRange: () => [
        this.#points[0]?.learningRate ?? 1e-7,
        Math.max(10, this.#points.at(-1)?.learningRate ?? 10),
      ],
      xScale: 'logarithmic',
      xLabel: 'learning rate',
      // What shoots up at the end would hide what matters.
      yRange: (low, high) => [
        Math.min(low, 0),
        Math.min(high, 2.5 * (this.#points[0]?.smoothedLoss ?? 1)) * 1.05,
      ],
      over: (plot) => this.#mark(plot),
    });
    this.#chart.element.classList.add('finder-plot');
    this.element = element('div', {class: 'panel'}, this.#words, this.#chart.element, this.#note, this.#list);
    this.#showPoints();
  }

  readonly #drawSoon = onceAFrame(() => this.#showPoints());

  /** The run that was tested last. */
  get run(): RunName {
    return this.#tested?.run ?? 'a';
  }

  /** Whose test comes next, and of what. */
  prepare(run: RunName, settings: Settings): void {
    this.#tested = {run, settings};
  }

  begin(): void {
    this.#points = [];
    this.#list.replaceChildren();
    this.#suggestions = [];
    this.#words.replaceChildren(introduction);
    this.#drawSoon();
  }

  add(point: RatePoint): void {
    this.#points.push(point);
    this.#drawSoon();
  }

  /** Why there is nothing to suggest, or another line instead of the introduction. */
  say(words: string): void {
    this.#words.replaceChildren(words);
  }

  suggest(suggestions: readonly RateSuggestion[]): void {
    this.#suggestions = suggestions;
    this.#list.replaceChildren(...suggestions.map((suggestion) => this.#item(suggestion)));
    this.#drawSoon();
  }

  /** Marks the suggestion that is what the controls say. */
  showRate(rate: number): void {
    this.#inUse = rate;
    for (const use of this.#list.querySelectorAll('button')) markUsed(use, Number(use.value) === rate);
  }

  /** Compares what was tested with what that run is set to now. */
  show(state: State): void {
    const settings = edited({...state, editing: this.run});
    this.showRate(settings.learningRate);
    const words = [
      ...(state.b ? [`For run ${this.run.toUpperCase()}.`] : []),
      ...(this.#tested && !sameTest(this.#tested.settings, settings) ? ['Settings have changed since.'] : []),
    ];
    this.#note.textContent = words.join(' ');
    this.#note.hidden = words.length === 0 || this.#suggestions.length === 0;
  }

  redraw(): void {
    this.#chart.redraw();
  }

  #showPoints(): void {
    this.#chart.show({run: this.run, points: this.#points});
  }

  #item({label, meaning, learningRate, name}: RateSuggestion): HTMLElement {
    const rate = takeable(learningRate);
    const isFirst = name === 'recommendation';
    const use = button('Use', {
      ...(isFirst && {class: 'primary'}),
      onClick: () => this.#take(rate),
    });
    use.value = String(rate);
    use.setAttribute('aria-label', `Use ${rate}: ${label}`);
    markUsed(use, rate === this.#inUse);
    return element(
      'li',
      {},
      element('div', {}, element('h3', {}, label), element('p', {}, meaning)),
      element('span', {class: 'rate-value'}, shortNumber(rate)),
      use,
    );
  }

  #mark(plot: uPlot): void {
    const {ctx, bbox} = plot;
    ctx.save();
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    for (const [index, {learningRate}] of this.#suggestions.entries()) {
      const x = Math.round(plot.valToPos(learningRate, 'x', true)) + 0.5;
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ctx.strokeStyle = colour(index === 0 ? '--mark' : '--edge');
      ctx.lineWidth = (index === 0 ? 2 : 1) * devicePixelRatio;
      ctx.setLineDash(index === 0 ? [] : [3 * devicePixelRatio, 3 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      if (index > 0) continue;
      const isRight = x > bbox.left + bbox.width * 0.7;
      ctx.fillStyle = colour('--ink');
      ctx.textAlign = isRight ? 'right' : 'left';
      ctx.fillText(
        shortNumber(takeable(learningRate)),
        x + (isRight ? -6 : 6) * devicePixelRatio,
        bbox.top + 14 * devicePixelRatio,
      );
    }
    ctx.restore();
  }
}

const rates = (points: readonly RatePoint[]) => points.map(({learningRate}) => learningRate);

/** Two digits: a rate is no more exact than that. */
function takeable(rate: number): number {
  return Number(rate.toPrecision(2));
}

function markUsed(use: HTMLButtonElement, isUsed: boolean): void {
  use.setAttribute('aria-pressed', String(isUsed));
  use.querySelector('span')!.textContent = isUsed ? 'In use' : 'Use';
}
