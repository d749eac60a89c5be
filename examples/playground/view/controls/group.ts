import {element} from '../dom/element.js';
import {uniqueId} from '../dom/uniqueId.js';

/** Controls under a heading, with a line that says what they are for. */
export function group(
  title: string,
  help: string,
  children: (Node | string)[],
  atEnd: Node[] = [],
): HTMLElement {
  const id = uniqueId('group');
  const heading = element('h2', {id}, title);
  const words = element('p', {id: `${id}-help`}, help);
  const head = element('div', {class: 'group-head'}, heading, words, ...atEnd);
  const attributes = {class: 'group', role: 'group', 'aria-labelledby': id, 'aria-describedby': `${id}-help`};
  return element('div', attributes, head, ...children);
}

/** Says something else about a group. */
export function explain(group: HTMLElement, help: string): void {
  const words = group.querySelector('p')!;
  if (words.textContent !== help) words.textContent = help;
}

/** Fields beside each other. */
export function row(...fields: Node[]): HTMLElement {
  return element('div', {class: 'row'}, ...fields);
}
