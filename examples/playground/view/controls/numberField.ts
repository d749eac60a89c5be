import type {Range} from '../../settings/choices.js';
import {element, setAttributes} from '../dom/element.js';
import {arrowKeys} from './arrowKeys.js';
import type {Control} from './Control.js';

export interface NumberFieldOptions extends Range {
  name: string;
  /** What is wrong with a value, in a line; an empty field has an empty one. */
  fault: (value: number | '') => string | undefined;
  onChange: (value: number) => void;
  /** Is told what was wrong with a value that is not taken. */
  onFault: (fault: string) => void;
}

/** A number to type. What is wrong is marked while it is typed, and put back when one leaves. */
export function numberField(options: NumberFieldOptions): Control<number> {
  const {name, label, min, max, integer, fault, onChange, onFault} = options;
  const input = element('input', {
    // The browser would call a number wrong that is no multiple of a larger step.
    ...{type: 'number', name, min, max, step: integer ? 1 : 'any'},
    ...{inputmode: integer ? 'numeric' : 'decimal', autocomplete: 'off'},
  });
  let last: number | undefined;
  // An empty field is no zero.
  const value = () => (input.value === '' ? '' : Number(input.value));

  const take = () => {
    const now = value();
    const isWrong = fault(now) !== undefined;
    setAttributes(input, {'aria-invalid': isWrong && 'true'});
    if (!isWrong && now !== '' && now !== last) onChange((last = now));
  };
  const leave = () => {
    const wrong = fault(value());
    if (wrong === undefined) return;
    onFault(wrong);
    input.value = String(last);
    input.removeAttribute('aria-invalid');
  };
  input.addEventListener('input', take);
  input.addEventListener('change', leave);
  arrowKeys(input, options, take);

  return {
    element: element('label', {class: 'field'}, element('span', {}, label), input),
    show: (shown) => {
      if (shown === last) return;
      last = shown;
      input.value = String(shown);
      input.removeAttribute('aria-invalid');
    },
  };
}
