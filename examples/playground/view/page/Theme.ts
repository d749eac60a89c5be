import {button} from '../dom/button.js';
import {icon} from '../dom/icon.js';

const themes = ['auto', 'light', 'dark'] as const;
type ThemeName = (typeof themes)[number];

const key = 'tfjs-callbacks-playground-theme';

/** Light or dark, as the system has it or as one wishes. */
export class Theme {
  readonly element: HTMLButtonElement;
  readonly #system = matchMedia('(prefers-color-scheme: dark)');
  readonly #changed: () => void;
  #name: ThemeName;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#name = stored() ?? 'auto';
    this.element = button('', {
      label: 'Theme',
      onClick: () => this.#set(themes[(themes.indexOf(this.#name) + 1) % themes.length]!),
    });
    this.#system.addEventListener('change', () => this.#apply());
    this.#apply();
  }

  #set(name: ThemeName): void {
    this.#name = name;
    try {
      localStorage.setItem(key, name);
    } catch {
      // A page without storage forgets it.
    }
    this.#apply();
  }

  #apply(): void {
    const isDark = this.#name === 'dark' || (this.#name === 'auto' && this.#system.matches);
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
    const label = `Theme: ${this.#name}`;
    this.element.replaceChildren(icon(this.#name));
    this.element.setAttribute('aria-label', label);
    this.element.title = label;
    this.#changed();
  }
}

function stored(): ThemeName | undefined {
  try {
    return themes.find((name) => name === localStorage.getItem(key));
  } catch {
    return undefined;
  }
}
