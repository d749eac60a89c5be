import {choices, type Choice} from './choices.js';
import type {Settings} from './Settings.js';

/** What is wrong with the value of a setting, in one line; undefined when nothing is. */
export function fault(name: keyof Settings, value: unknown): string | undefined {
  const choice: Choice = choices[name];
  const must = rule(choice, value);
  if (must === undefined) return undefined;
  return `${choice.label} must be ${must}; got ${String(value) || 'nothing'}.`;
}

function rule(choice: Choice, value: unknown): string | undefined {
  if (choice.kind === 'switch') return typeof value === 'boolean' ? undefined : 'on or off';
  if (choice.kind === 'oneOf') {
    const values = Object.keys(choice.values);
    return values.includes(value as string) ? undefined : `one of ${values.join(', ')}`;
  }
  const {min, max, integer} = choice;
  const isInside = typeof value === 'number' && value >= min && value <= max;
  if (isInside && (!integer || Number.isInteger(value))) return undefined;
  return `${integer ? 'an integer' : 'a number'} from ${min} to ${max}`;
}
