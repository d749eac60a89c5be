import type {Settings} from '../../settings/Settings.js';
import {edited, type State} from './State.js';

/** Holds the state of the page, and tells everybody when it changes. */
export class Store {
  #state: State;
  readonly #listeners: ((state: State, before: State) => void)[] = [];

  constructor(state: State) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  onChange(listener: (state: State, before: State) => void): void {
    this.#listeners.push(listener);
  }

  set(change: Partial<State>): void {
    const before = this.#state;
    this.#state = {...before, ...change};
    for (const listener of this.#listeners) listener(this.#state, before);
  }

  /** Changes settings of the run that is edited. tfjs has one backend at a time, so both runs have the same. */
  setSettings(change: Partial<Settings>): void {
    const {a, b, editing} = this.#state;
    const changed = {...edited(this.#state), ...change};
    const {backend} = changed;
    if (editing === 'a' || !b) this.set({a: changed, b: b && {...b, backend}});
    else this.set({a: {...a, backend}, b: changed});
  }
}
