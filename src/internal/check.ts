import {nearest} from './nearest.js';
import {show} from './show.js';

/** What an option must be. A value of another kind is a `TypeError`, one that breaks the rule a `RangeError`. */
export interface Rule {
  readonly must: string;
  readonly kind: (value: unknown) => boolean;
  readonly test?: (value: never) => boolean;
}

const isNumber = (value: unknown): boolean => typeof value === 'number';

// Written so that NaN fails.
const numeric = (must: string, test: (value: number) => boolean): Rule => ({
  must,
  kind: isNumber,
  test: (value: number) => Number.isFinite(value) && test(value),
});

export const finite = numeric('a finite number', () => true);
export const nonNegative = numeric('a finite number >= 0', (value) => value >= 0);
export const positive = numeric('a finite number > 0', (value) => value > 0);
export const fraction = numeric('strictly between 0 and 1', (value) => value > 0 && value < 1);
export const proportion = numeric('a number >= 0 and < 1', (value) => value >= 0 && value < 1);
export const uint32 = numeric(
  'an integer from 0 to 4294967295',
  (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32,
);
export const count = numeric('an integer >= 0', (value) => Number.isSafeInteger(value) && value >= 0);
export const positiveCount = numeric('an integer >= 1', (value) => Number.isSafeInteger(value) && value >= 1);
export const flag: Rule = {must: 'true or false', kind: (value) => typeof value === 'boolean'};
export const verbosity: Rule = {
  must: 'true, false, 0 or 1',
  kind: (value) => typeof value === 'boolean' || isNumber(value),
  test: (value: boolean | number) => Number(value) === 0 || Number(value) === 1,
};
export const text: Rule = {
  must: 'a non-empty string',
  kind: (value) => typeof value === 'string',
  test: (value: string) => value !== '',
};

export function oneOf(...values: readonly string[]): Rule {
  return {
    must: values.map((value) => `'${value}'`).join(' or '),
    kind: (value) => typeof value === 'string',
    test: (value: string) => values.includes(value),
  };
}

export function listOf(item: Rule): Rule {
  return {
    must: `an array, each item ${item.must}`,
    kind: (value) => Array.isArray(value) && value.every(item.kind),
    test: (value: unknown[]) => value.every((entry) => satisfies(entry, item)),
  };
}

const orElse = (rule: Rule, other: undefined | null, must: string): Rule => ({
  must,
  kind: (value) => value === other || rule.kind(value),
  test: (value: unknown) => value === other || satisfies(value, rule),
});

/** Lets the option be left out. */
export const optional = (rule: Rule): Rule => orElse(rule, undefined, rule.must);

export const nullable = (rule: Rule): Rule => orElse(rule, null, `${rule.must}, or null`);

function satisfies(value: unknown, rule: Rule): boolean {
  return rule.kind(value) && (rule.test === undefined || rule.test(value as never));
}

/** Throws unless the value keeps the rule; the message names the owner, the option, the rule and the value. */
export function check(owner: string, name: string, value: unknown, rule: Rule): void {
  if (satisfies(value, rule)) return;
  const Kind = rule.kind(value) ? RangeError : TypeError;
  throw new Kind(`${owner}: \`${name}\` must be ${rule.must}; got ${show(value)}.`);
}

/** Checks every option against its rule; a name that has no rule is an error that shows the nearest one. */
export function checkOptions<Options extends object>(
  owner: string,
  options: Options,
  rules: {readonly [Name in keyof Required<Options>]: Rule},
): void {
  check(owner, 'options', options, {
    must: 'an object',
    kind: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  });
  const names = Object.keys(rules);
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const meant = nearest(name, names);
    const remedy = meant ? `did you mean \`${meant}\`?` : `the options are ${names.join(', ')}.`;
    throw new TypeError(`${owner}: unknown option \`${name}\`; ${remedy}`);
  }
  for (const name of names) {
    check(owner, name, options[name as keyof Options], rules[name as keyof Options]);
  }
}
