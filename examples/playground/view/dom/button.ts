import {element} from './element.js';
import {icon, type IconName} from './icon.js';

export interface ButtonOptions {
  icon?: IconName;
  /** What a screen reader says where the words do not say it, or are left out for want of room. */
  label?: string;
  class?: string;
  onClick: () => void;
}

export function button(words: string | Node[], options: ButtonOptions): HTMLButtonElement {
  const {label, onClick} = options;
  const made = element('button', {
    type: 'button',
    class: `button ${options.class ?? ''}`.trim(),
    'aria-label': label,
    title: label,
  });
  if (options.icon) made.append(icon(options.icon));
  made.append(...(typeof words === 'string' ? [element('span', {}, words)] : words));
  made.addEventListener('click', onClick);
  return made;
}
