import {settingNames} from './choices.js';
import {defaults} from './defaults.js';
import type {Settings} from './Settings.js';

/** What stands behind the `#` of a link: settings that are not the defaults, those of a second run as `b.name`. */
export function urlOf(a: Settings, b?: Settings): string {
  const parts = new URLSearchParams();
  for (const name of settingNames) if (a[name] !== defaults[name]) parts.set(name, String(a[name]));
  if (!b) return parts.toString();
  // Of the second only what it does otherwise: it is there even when that is nothing.
  parts.set('compare', 'true');
  for (const name of settingNames) if (b[name] !== a[name]) parts.set(`b.${name}`, String(b[name]));
  return parts.toString();
}
