import {choices} from '../../settings/choices.js';
import {button} from '../dom/button.js';
import {element} from '../dom/element.js';
import {shortNumber} from '../dom/shortNumber.js';
import {uniqueId} from '../dom/uniqueId.js';
import type {Run} from '../state/Run.js';

const {min, max} = choices.learningRate;
/** A hundred places from a power of ten to the next. */
const resolution = 0.01;

/** Sets the learning rate by hand, while a run trains. */
export class RateSlider {
  readonly element: HTMLElement;
  readonly #slider: HTMLInputElement;
  readonly #number = element('output', {}, '–');
  readonly #words = element('p', {});
  readonly #giveBack: HTMLButtonElement;
  readonly #title: HTMLElement;
  #isActive = false;
  /** Where the slider stands while it is not held. */
  #place = '';

  constructor(hold: (rate: number | undefined) => void) {
    const id = uniqueId('rate');
    this.#title = element('label', {for: id, class: 'strong'}, 'Rate by hand');
    this.#slider = element('input', {
      ...{type: 'range', id, name: 'held', 'aria-describedby': `${id}-help`},
      ...{min: Math.log10(min), max: Math.log10(max), step: resolution, disabled: true},
    });
    this.#words.id = `${id}-help`;
    this.#giveBack = button('Give back', {onClick: () => hold(undefined)});
    this.#giveBack.disabled = true;
    this.#slider.addEventListener('input', () => {
      if (this.#isActive) hold(Number((10 ** Number(this.#slider.value)).toPrecision(3)));
      else this.#slider.value = this.#place;
    });
    this.#slider.addEventListener('blur', () => (this.#slider.disabled = !this.#isActive));
    const head = element(
      'div',
      {class: 'rate-head'},
      element('h2', {}, this.#title),
      this.#number,
      this.#giveBack,
    );
    this.element = element('div', {class: 'rate card'}, head, this.#slider, this.#words);
  }

  /** `base` is the rate that nothing has changed yet. */
  show(run: Run, base: number, isCompared: boolean): void {
    const {held, isActive, records} = run;
    const rate = held ?? (isActive ? records.learningRates.at(-1) : undefined) ?? base;
    const text = shortNumber(rate);
    this.#title.textContent = isCompared ? `Rate of ${run.name.toUpperCase()} by hand` : 'Rate by hand';
    this.#number.textContent = text;
    // While it is dragged, it is where the hand is.
    if (held === undefined) {
      this.#place = String(Math.log10(Math.max(rate, min)));
      this.#slider.value = this.#place;
    }
    this.#isActive = isActive;
    // What is disabled while it has the focus takes it along, and the keyboard begins anew at the top of the page.
    if (held === undefined && document.activeElement === this.#giveBack) this.#slider.focus();
    this.#slider.disabled = !isActive && document.activeElement !== this.#slider;
    this.#slider.setAttribute('aria-disabled', String(!isActive));
    this.#slider.setAttribute('aria-valuetext', text);
    this.#giveBack.disabled = held === undefined;
    this.element.toggleAttribute('data-held', held !== undefined);
    const words = !isActive
      ? 'While it trains, move this to take over from the schedule.'
      : held === undefined
        ? 'Follows the schedule. Move it to take over.'
        : 'Held by you. Give it back to the schedule when you like.';
    if (this.#words.textContent !== words) this.#words.textContent = words;
  }
}
