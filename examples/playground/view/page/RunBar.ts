import {button} from '../dom/button.js';
import {element} from '../dom/element.js';
import {icon} from '../dom/icon.js';

export interface RunBarActions {
  train(): void;
  pause(): void;
  resume(): void;
  reset(): void;
  find(): void;
  compare(): void;
}

export interface RunBarState {
  /** Of both runs together. */
  run: 'ready' | 'loading' | 'training' | 'paused' | 'ended';
  isFinding: boolean;
  isComparing: boolean;
}

const faces = {
  ready: {words: 'Train', sign: 'play'},
  loading: {words: 'Loading …', sign: 'play'},
  training: {words: 'Pause', sign: 'pause'},
  paused: {words: 'Resume', sign: 'play'},
  ended: {words: 'Train', sign: 'play'},
} as const;

/** Train, pause and resume are one button, as on a player: it is always in the same place. */
export class RunBar {
  readonly elements: HTMLElement[];
  readonly #main: HTMLButtonElement;
  readonly #reset: HTMLButtonElement;
  readonly #find: HTMLButtonElement;
  readonly #findWords = element('span', {});
  readonly #compare: HTMLButtonElement;
  #state: RunBarState['run'] | undefined;

  constructor(actions: RunBarActions) {
    this.#main = button('Train', {
      ...{icon: 'play', class: 'primary'},
      onClick: () => {
        if (this.#state === 'training') actions.pause();
        else if (this.#state === 'paused') actions.resume();
        else if (this.#state !== 'loading') actions.train();
      },
    });
    this.#reset = button('Reset', {
      icon: 'reset',
      onClick: () => {
        actions.reset();
        // It is about to be disabled, and would lose the focus.
        (this.#main.disabled ? this.#find : this.#main).focus();
      },
    });
    this.#find = button([this.#findWords], {icon: 'find', onClick: () => actions.find()});
    this.#compare = button('Compare', {icon: 'compare', onClick: () => actions.compare()});
    this.elements = [this.#main, this.#reset, this.#find, this.#compare];
  }

  show({run, isFinding, isComparing}: RunBarState): void {
    if (run !== this.#state) {
      this.#state = run;
      const {words, sign} = faces[run];
      this.#main.replaceChildren(icon(sign), element('span', {}, words));
      this.#main.setAttribute('aria-busy', String(run === 'loading'));
    }
    const isActive = ['loading', 'training', 'paused'].includes(run);
    this.#reset.disabled = run === 'ready';
    this.#find.disabled = isActive;
    this.#findWords.replaceChildren(
      ...(isFinding ? ['Stop'] : ['Find ', element('span', {class: 'wide'}, 'learning '), 'rate']),
    );
    this.#find.setAttribute('aria-pressed', String(isFinding));
    this.#main.disabled = isFinding;
    this.#compare.setAttribute('aria-pressed', String(isComparing));
  }
}
