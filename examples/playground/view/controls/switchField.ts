import {element} from '../dom/element.js';
import type {Control} from './Control.js';

/** On or off. */
export function switchField(name: string, label: string, onChange: (on: boolean) => void): Control<boolean> {
  const input = element('input', {type: 'checkbox', name, role: 'switch'});
  input.addEventListener('change', () => onChange(input.checked));
  return {
    element: element('label', {class: 'switch'}, element('span', {class: 'unseen'}, label), input),
    show: (on) => void (input.checked = on),
  };
}
