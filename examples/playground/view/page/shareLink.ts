import {copyText} from '../dom/copyText.js';
import {element} from '../dom/element.js';
import type {Announcer} from './Announcer.js';
import type {Notices} from './Notices.js';

/** Copies the link of the page, or shows it to be copied. */
export async function shareLink(notices: Notices, announcer: Announcer): Promise<void> {
  const link = location.href;
  if (await copyText(link)) {
    notices.say('The link is copied.', {seconds: 4});
    announcer.say('The link is copied.');
    return;
  }
  const field = element('input', {type: 'text', readonly: true, 'aria-label': 'Link', value: link});
  notices.say([element('p', {}, 'Copy this link:'), field]);
  field.select();
}
