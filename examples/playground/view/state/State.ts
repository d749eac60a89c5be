import type {Settings} from '../../settings/Settings.js';

export type RunName = 'a' | 'b';

/** What the page is set to: the link says all of it but which run is edited. */
export interface State {
  readonly a: Settings;
  /** Of the second run, while two are compared. */
  readonly b: Settings | undefined;
  /** Whose settings the controls show. */
  readonly editing: RunName;
}

/** The settings that the controls show. */
export function edited({a, b, editing}: State): Settings {
  return editing === 'b' && b ? b : a;
}
