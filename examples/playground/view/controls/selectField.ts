import type {OneOf} from '../../settings/choices.js';
import {element} from '../dom/element.js';
import type {Control} from './Control.js';

export interface SelectControl<Value> extends Control<Value> {
  /** Marks a value that cannot be chosen, and says why. */
  disable(value: Value, reason: string): void;
}

/** A choice of many. */
export function selectField<Value extends string>(
  name: string,
  {label, values}: OneOf<Value>,
  onChange: (value: Value) => void,
): SelectControl<Value> {
  const options = Object.entries<string>(values).map(([value, words]) => element('option', {value}, words));
  const select = element('select', {name}, ...options);
  select.addEventListener('change', () => onChange(select.value as Value));
  return {
    element: element('label', {class: 'field'}, element('span', {}, label), select),
    show: (value) => void (select.value = value),
    disable: (value, reason) => {
      const option = options.find((one) => one.value === value)!;
      option.disabled = true;
      option.title = reason;
      if (!option.text.includes('(')) option.text += ' (not here)';
    },
  };
}
