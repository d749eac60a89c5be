import {copyText} from '../dom/copyText.js';
import {element} from '../dom/element.js';
import type {Notices} from './Notices.js';

/** Copies a link, or shows it to be copied. */
export async function shareLink(link: string, notices: Notices): Promise<void> {
  if (await copyText(link)) {
    notices.say('The link is copied.', {seconds: 4});
    return;
  }
  const field = element('input', {type: 'text', readonly: true, 'aria-label': 'Link', value: link});
  notices.say([element('p', {}, 'Copy this link:'), field]);
  field.select();
}
