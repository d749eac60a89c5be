import type {Range} from '../../settings/choices.js';
import {element} from '../dom/element.js';
import {logarithmicKeys} from './logarithmicKeys.js';
import type {Control} from './Control.js';

export interface NumberFieldOptions extends Range {
  name: string;
  /** What is wrong with a value, in a line. */
  fault: (value: number) => string | undefined;
  onChange: (value: number) => void;
  /** Is told what was wrong with a value that is not taken. */
  onFault: (fault: string) => void;
}

/** A number to type. What is wrong is marked while it is typed, and put back when one leaves. */
export function numberField(options: NumberFieldOptions): Control<number> {
  const {name, label, min, max, step, integer, scale, fault, onChange, onFault} = options;
  const isLogarithmic = scale === 'logarithmic';
  const input = element('input', {
    ...{type: 'number', name, min, max, step: isLogarithmic ? 'any' : step},
    ...{
      inputmode: integer ? 'numeric' : 'decimal',
      class: isLogarithmic && 'logarithmic',
      autocomplete: 'off',
    },
  });
  let last = NaN;
  // An empty field is no zero.
  const value = () => (input.value === '' ? NaN : Number(input.value));

  const take = () => {
    const wrong = fault(value());
    input.toggleAttribute('aria-invalid', false);
    if (wrong !== undefined) input.setAttribute('aria-invalid', 'true');
    else if (value() !== last) onChange((last = value()));
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
  if (isLogarithmic) logarithmicKeys(input, {min, max}, take);

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
