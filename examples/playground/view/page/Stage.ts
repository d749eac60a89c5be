import {element} from '../dom/element.js';
import {RateSlider} from '../run/RateSlider.js';
import {RunCard} from '../run/RunCard.js';
import type {Run} from '../state/Run.js';
import {edited, type RunName, type State} from '../state/State.js';

/** The runs, one or two, and the slider for their learning rate. */
export class Stage {
  readonly element: HTMLElement;
  readonly #runs: Readonly<Record<RunName, Run>>;
  readonly #cards: Readonly<Record<RunName, RunCard>>;
  readonly #slider: RateSlider;

  constructor(runs: Readonly<Record<RunName, Run>>, hold: (rate: number | undefined) => void) {
    this.#runs = runs;
    this.#cards = {a: new RunCard(runs.a), b: new RunCard(runs.b)};
    this.#slider = new RateSlider(hold);
    const cards = element('div', {class: 'runs'}, this.#cards.a.element, this.#cards.b.element);
    this.element = element('div', {class: 'stage-body'}, cards, this.#slider.element);
  }

  show(state: State): void {
    const {a, b, editing} = state;
    const isComparing = b !== undefined;
    this.element.classList.toggle('comparing', isComparing);
    this.#cards.b.element.hidden = !isComparing;
    this.#cards.a.show(a, {isCompared: isComparing, isWaiting: isComparing && this.#runs.b.isActive});
    if (b) this.#cards.b.show(b, {isCompared: true, isWaiting: this.#runs.a.isActive});
    const run = this.#runs[isComparing ? editing : 'a'];
    this.#slider.show(run, edited(state).learningRate, isComparing);
  }

  updateBoundary(run: Run, inDetail: boolean): void {
    this.#cards[run.name].updateBoundary(inDetail);
  }

  redraw(): void {
    this.#cards.a.redraw();
    this.#cards.b.redraw();
  }
}
