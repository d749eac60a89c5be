import {element} from '../dom/element.js';
import type {Notices} from './Notices.js';

/** What of a link could not be used. */
export function sayFaults(notices: Notices, faults: readonly string[]): void {
  if (faults.length === 0) return;
  const list = faults.map((fault) => element('li', {}, fault));
  notices.say([element('p', {}, 'Not everything in this link could be used:'), element('ul', {}, ...list)]);
}
