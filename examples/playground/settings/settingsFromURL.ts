import {choices, settingNames} from './choices.js';
import {defaults} from './defaults.js';
import {fault} from './fault.js';
import type {Settings} from './Settings.js';

/** What a link says. */
export interface Shared {
  a: Settings;
  /** Of the second run, when there are two to compare. */
  b?: Settings;
  /** A line for each part of the link that could not be taken over. */
  faults: string[];
}

/** The settings of a link; `hash` is what stands behind its `#`, with or without it. What is wrong stays as by default. */
export function settingsFromURL(hash: string): Shared {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const comparing = parts.get('compare') === 'true';
  parts.delete('compare');
  const faults: string[] = [];
  const a = {...defaults};
  for (const [name, text] of parts) if (!name.startsWith('b.')) take(a, name, text, faults);
  const b = {...a};
  for (const [name, text] of parts) if (name.startsWith('b.')) take(b, name.slice(2), text, faults);
  // There is one backend for the whole page.
  return {a, ...(comparing && {b: {...b, backend: a.backend}}), faults};
}

function take(settings: Settings, name: string, text: string, faults: string[]): void {
  if (!isSetting(name)) {
    faults.push(`There is no setting ${name}.`);
    return;
  }
  const value = valueOf(name, text);
  const wrong = fault(name, value);
  if (wrong === undefined) Object.assign(settings, {[name]: value});
  else faults.push(wrong);
}

function isSetting(name: string): name is keyof Settings {
  return (settingNames as string[]).includes(name);
}

function valueOf(name: keyof Settings, text: string): unknown {
  const {kind} = choices[name];
  if (kind === 'range') return text.trim() === '' ? text : Number(text);
  if (kind === 'switch' && ['true', 'false'].includes(text)) return text === 'true';
  return text;
}
