import {nearest} from './nearest.js';
import {show} from './show.js';

/** What an option must be. A value of another kind is a `TypeError`, one that breaks the rule a `RangeError`. */
export interface Rule {
  readonly must: string;
  readonly kind: (value: unknown) => boolean;
  readonly test?: (value: never) => boolean;
}

/** The rule of an option that cannot be left out. */
export interface RequiredRule extends Rule {
  readonly required: true;
}

/** A rule for each option; those that cannot be left out are marked. */
export type Rules<Options extends object> = {
  readonly [Name in keyof Options]-?: Pick<Options, Name> extends Required<Pick<Options, Name>>
    ? RequiredRule
    : Rule & {readonly required?: never};
};

const isNumber = (value: unknown): boolean => typeof value === 'number';

// The tests are written so that NaN fails. The rules are plain literals, so that a bundler drops those not used.
export const finite: Rule = {
  must: 'a finite number',
  kind: isNumber,
  test: (value: number) => Number.isFinite(value),
};
export const nonNegative: Rule = {
  must: 'a finite number >= 0',
  kind: isNumber,
  test: (value: number) => value >= 0 && value < Infinity,
};
export const positive: Rule = {
  must: 'a finite number > 0',
  kind: isNumber,
  test: (value: number) => value > 0 && value < Infinity,
};
export const growth: Rule = {
  must: 'a finite number >= 1',
  kind: isNumber,
  test: (value: number) => value >= 1 && value < Infinity,
};
export const fraction: Rule = {
  must: 'strictly between 0 and 1',
  kind: isNumber,
  test: (value: number) => value > 0 && value < 1,
};
export const proportion: Rule = {
  must: 'a number >= 0 and < 1',
  kind: isNumber,
  test: (value: number) => value >= 0 && value < 1,
};
export const uint32: Rule = {
  must: 'an integer from 0 to 4294967295',
  kind: isNumber,
  test: (value: number) => value >>> 0 === value,
};
export const count: Rule = {
  must: 'an integer >= 0',
  kind: isNumber,
  test: (value: number) => Number.isSafeInteger(value) && value >= 0,
};
export const positiveCount: Rule = {
  must: 'an integer >= 1',
  kind: isNumber,
  test: (value: number) => Number.isSafeInteger(value) && value >= 1,
};
export const flag: Rule = {must: 'true or false', kind: (value) => typeof value === 'boolean'};
export const onOff: Rule = {
  must: 'true, false, 0 or 1',
  kind: (value) => [true, false, 0, 1].includes(value as number),
};
export const schedule: Rule = {
  must: 'a schedule, (step) => value (fromPlan goes around the whole)',
  kind: (value) => typeof value === 'function',
};
export const text: Rule = {must: 'a string', kind: (value) => typeof value === 'string'};

export function oneOf(...values: readonly string[]): Rule {
  return {
    must: `'${values.join("' or '")}'`,
    kind: (value) => typeof value === 'string',
    test: (value: string) => values.includes(value),
  };
}

/** Says that the option cannot be left out. */
export function required(rule: Rule): RequiredRule {
  return {...rule, required: true};
}

export function keeps(value: unknown, rule: Rule): boolean {
  return rule.kind(value) && rule.test?.(value as never) !== false;
}

/** Throws unless the value keeps the rule; the message names the owner, the option, the rule and the value. */
export function check(owner: string, name: string, value: unknown, rule: Rule): void {
  if (keeps(value, rule)) return;
  const Kind = rule.kind(value) ? RangeError : TypeError;
  throw new Kind(`${owner}: \`${name}\` must be ${rule.must}; got ${show(value)}.`);
}

/** Checks every option against its rule; a name that has no rule is an error that shows the nearest one. */
export function checkOptions<Options extends object>(
  owner: string,
  options: Options,
  rules: Rules<Options>,
): void {
  check(owner, 'options', options, {
    must: 'an object',
    kind: (value) => typeof value === 'object' && !!value,
  });
  const names = Object.keys(rules);
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const meant = nearest(unknown, names);
    const remedy = meant ? `did you mean \`${meant}\`?` : `there are ${names.join(', ')}.`;
    throw new TypeError(`${owner}: unknown option \`${unknown}\`; ${remedy}`);
  }
  // In the rules' order: a rule may look at the options before it.
  for (const name of names as (keyof Options & string)[]) {
    if (rules[name].required || options[name] !== undefined) check(owner, name, options[name], rules[name]);
  }
}
