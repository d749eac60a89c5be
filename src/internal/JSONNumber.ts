import type {Rule} from './check.js';

/** A number as JSON can hold it; by itself JSON turns an infinite one to null. */
type JSONNumber = number | 'Infinity' | '-Infinity';

export function toJSONNumber(value: number): JSONNumber {
  return Number.isFinite(value) ? value : (String(value) as JSONNumber);
}

export function fromJSONNumber(value: JSONNumber): number {
  return Number(value);
}

export const jsonNumber: Rule = {
  must: "a number, 'Infinity' or '-Infinity'",
  kind: (value) => Number.isFinite(value) || value === 'Infinity' || value === '-Infinity',
};
