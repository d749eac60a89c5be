import {element} from '../dom/element.js';
import {uniqueId} from '../dom/uniqueId.js';
import type {Control} from './Control.js';

export interface RadioFieldOptions<Value extends string> {
  name: string;
  label: string;
  values: Readonly<Record<Value, string>>;
  class?: string;
  /** Stands above the words. */
  picture?: (value: Value) => Element;
  onChange: (value: Value) => void;
}

/** A choice of few, all in sight. */
export function radioField<Value extends string>(options: RadioFieldOptions<Value>): Control<Value> {
  const {name, label, values, picture, onChange} = options;
  // The two sets of buttons that show one setting must not switch each other off.
  const group = uniqueId(name);
  const inputs = new Map<Value, HTMLInputElement>();
  const labels = (Object.entries(values) as [Value, string][]).map(([value, words]) => {
    const input = element('input', {type: 'radio', name: group, value});
    input.addEventListener('change', () => onChange(value));
    inputs.set(value, input);
    return element('label', {}, input, ...(picture ? [picture(value)] : []), element('span', {}, words));
  });
  return {
    element: element(
      'div',
      {class: options.class ?? 'choice', role: 'radiogroup', 'aria-label': label, 'data-name': name},
      ...labels,
    ),
    show: (value) => {
      const input = inputs.get(value);
      if (input) input.checked = true;
    },
  };
}
