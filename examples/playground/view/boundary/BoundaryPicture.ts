import type {Data} from '../../data/dataOf.js';
import {element} from '../dom/element.js';
import {drawField, type Field} from './drawField.js';
import {drawPoints} from './drawPoints.js';

/** The points, and behind them what the network makes of the plane. */
export class BoundaryPicture {
  readonly element: HTMLElement;
  readonly #field = element('canvas', {class: 'field-canvas', width: 1, height: 1, 'aria-hidden': 'true'});
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
    this.element.setAttribute('aria-label', words);
  }

  showPoints(data: Data): void {
    if (this.#data === data) return;
    this.#data = data;
    this.#drawPoints();
  }

  showField(field: Field | undefined): void {
    this.#shown = field;
    this.#field.hidden = field === undefined;
    if (field) drawField(this.#field, field);
  }

  /** When the colours of the page have changed. */
  redraw(): void {
    this.#drawPoints();
    this.showField(this.#shown);
  }

  #drawPoints(): void {
    const side = this.element.clientWidth;
    if (this.#data && side > 0) drawPoints(this.#points, this.#data, side);
  }
}
