import type {Data} from '../../data/dataOf.js';
import {element} from '../dom/element.js';
import {drawField, type Field} from './drawField.js';
import {drawPoints} from './drawPoints.js';

/** The points, and behind them what the network makes of the plane. */
export class BoundaryPicture {
  readonly element: HTMLElement;
  readonly #field = element('canvas', {
    class: 'field-canvas',
    width: 1,
    height: 1,
    hidden: true,
    'aria-hidden': 'true',
  });
  readonly #points = element('canvas', {'aria-hidden': 'true'});
  #data: Data | undefined;
  #shown: Field | undefined;

  constructor(label: string) {
    this.element = element(
      'div',
      {class: 'boundary', role: 'img', 'aria-label': label},
      this.#field,
      this.#points,
    );
    new ResizeObserver(() => this.#drawPoints()).observe(this.element);
  }

  describe(words: string): void {
    if (this.element.getAttribute('aria-label') !== words) this.element.setAttribute('aria-label', words);
  }

  showPoints(data: Data): void {
    if (this.#data === data) return;
    this.#data = data;
    this.#drawPoints();
  }

  showField(field: Field | undefined): void {
    if (this.#shown === field) return;
    this.#shown = field;
    this.#drawField();
  }

  /** When the colours of the page have changed. */
  redraw(): void {
    this.#drawPoints();
    this.#drawField();
  }

  #drawField(): void {
    this.#field.hidden = this.#shown === undefined;
    if (this.#shown) drawField(this.#field, this.#shown);
  }

  #drawPoints(): void {
    const side = this.element.clientWidth;
    if (this.#data && side > 0) drawPoints(this.#points, this.#data, side);
  }
}
