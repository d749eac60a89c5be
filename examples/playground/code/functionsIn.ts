import {isCall, type Value} from '../calls/Call.js';

/** The names of the functions that are called in a value, each once. */
export function functionsIn(value: Value): string[] {
  if (typeof value !== 'object') return [];
  const parts = isCall(value) ? value.args : Object.values(value);
  const names = [...(isCall(value) ? [value.call] : []), ...parts.flatMap(functionsIn)];
  return [...new Set(names)];
}
