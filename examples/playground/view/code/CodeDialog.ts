import {code} from '../../code/index.js';
import type {Settings} from '../../settings/Settings.js';
import {radioField} from '../controls/radioField.js';
import {button} from '../dom/button.js';
import {copyText} from '../dom/copyText.js';
import {element} from '../dom/element.js';
import {edited, type RunName, type State} from '../state/State.js';
import {highlighted} from './highlighted.js';

/** The TypeScript of the settings, to copy. */
export class CodeDialog {
  readonly element: HTMLDialogElement;
  readonly #text = element('code', {});
  readonly #words = element('p', {});
  readonly #runs;
  readonly #copy: HTMLButtonElement;
  readonly #say: (words: string) => void;
  #state: State | undefined;
  #shown: RunName = 'a';

  constructor(say: (words: string) => void) {
    this.#say = say;
    this.#runs = radioField<RunName>({
      ...{name: 'code-run', label: 'Code of run', values: {a: 'A', b: 'B'}},
      onChange: (name) => this.#show(name),
    });
    this.#copy = button('Copy', {icon: 'copy', class: 'primary', onClick: () => void this.#copyCode()});
    const close = button('', {
      icon: 'close',
      label: 'Close',
      class: 'quiet',
      onClick: () => this.element.close(),
    });
    this.element = element(
      'dialog',
      {class: 'code', 'aria-labelledby': 'code-title'},
      element(
        'div',
        {class: 'code-head'},
        element('h2', {id: 'code-title'}, 'Code'),
        this.#words,
        this.#runs.element,
        this.#copy,
        close,
      ),
      element('pre', {tabindex: 0, 'aria-label': 'TypeScript'}, this.#text),
    );
    // A click beside it closes it, too.
    this.element.addEventListener('click', ({target}) => {
      if (target === this.element) this.element.close();
    });
  }

  open(state: State): void {
    this.#state = state;
    this.#runs.element.hidden = state.b === undefined;
    this.#show(state.b ? state.editing : 'a');
    this.element.showModal();
    this.#copy.focus();
  }

  #show(name: RunName): void {
    this.#shown = name;
    this.#runs.show(name);
    const {backend} = this.#settings();
    const place = ['webgl', 'webgpu'].includes(backend) ? 'a page' : 'Node or a page';
    this.#words.textContent = `Does what the page does, number for number, in ${place}.`;
    this.#text.replaceChildren(...highlighted(this.#code()));
    this.#text.parentElement!.scrollTop = 0;
  }

  #code(): string {
    return code(this.#settings());
  }

  #settings(): Settings {
    return edited({...this.#state!, editing: this.#shown});
  }

  async #copyCode(): Promise<void> {
    const words = this.#copy.querySelector('span')!;
    if (await copyText(this.#code())) {
      words.textContent = 'Copied';
      this.#say('The code is copied.');
    } else {
      getSelection()?.selectAllChildren(this.#text);
      words.textContent = 'Selected';
      this.#say('The code is selected: copy it with Ctrl+C or ⌘C.');
    }
    setTimeout(() => (words.textContent = 'Copy'), 2000);
  }
}
