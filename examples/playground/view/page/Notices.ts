import {button} from '../dom/button.js';
import {element} from '../dom/element.js';

/** Lines that say what happened, over the page: nothing moves for them. */
export class Notices {
  readonly #room: HTMLElement;
  readonly #announce: (words: string) => void;

  /** What comes into the page already filled, many screen readers do not say: `announce` does. */
  constructor(room: HTMLElement, announce: (words: string) => void) {
    this.#room = room;
    this.#announce = announce;
    document.addEventListener('keydown', ({key}) => {
      // What is open above the page is closed first.
      if (key === 'Escape' && !document.querySelector('dialog[open]')) this.#room.lastElementChild?.remove();
    });
  }

  /** Stays until it is closed, or for the seconds given. */
  say(words: string | Node[], {seconds, class: kind = ''}: {seconds?: number; class?: string} = {}): void {
    const text = typeof words === 'string' ? words : (words[0]?.textContent ?? '');
    for (const old of this.#room.children) if (old.firstElementChild?.textContent === text) old.remove();
    const close = button('', {icon: 'close', label: 'Close', class: 'quiet', onClick: () => notice.remove()});
    const content = element('div', {}, ...(typeof words === 'string' ? [words] : words));
    const notice = element('div', {class: `notice ${kind}`.trim()}, content, close);
    this.#room.append(notice);
    this.#announce(content.innerText);
    if (seconds !== undefined) setTimeout(() => notice.remove(), 1000 * seconds);
  }
}
