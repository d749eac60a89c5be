import {describe, expect, it} from '@jest/globals';
import {
  check,
  checkOptions,
  count,
  finite,
  flag,
  fraction,
  nonNegative,
  oneOf,
  positive,
  positiveCount,
  proportion,
  required,
  text,
  uint32,
  onOff,
  type Rule,
} from '../../src/internal/check';

const tables: [string, Rule, {good: unknown[]; outOfRange: unknown[]; wrongKind: unknown[]}][] = [
  [
    'finite',
    finite,
    {
      good: [0, -1, 1e300],
      outOfRange: [NaN, Infinity, -Infinity],
      wrongKind: ['1', null, undefined, true, [1]],
    },
  ],
  ['nonNegative', nonNegative, {good: [0, 5e-324], outOfRange: [-1e-9, NaN, Infinity], wrongKind: ['0', 0n]}],
  ['positive', positive, {good: [5e-324], outOfRange: [0, -0, -1, NaN], wrongKind: [null]}],
  ['fraction', fraction, {good: [0.5], outOfRange: [0, 1, NaN], wrongKind: ['0.5']}],
  ['proportion', proportion, {good: [0, 0.99], outOfRange: [1, -0.1, NaN], wrongKind: [undefined]}],
  ['count', count, {good: [0, 3], outOfRange: [-1, 1.5, 2 ** 53, NaN], wrongKind: ['3']}],
  ['positiveCount', positiveCount, {good: [1], outOfRange: [0, 0.5, NaN], wrongKind: [[]]}],
  ['uint32', uint32, {good: [0, 4294967295], outOfRange: [4294967296, -1, 1.5, NaN], wrongKind: ['1']}],
  ['flag', flag, {good: [true, false], outOfRange: [], wrongKind: [0, 1, 'true', null]}],
  ['onOff', onOff, {good: [true, false, 0, 1], outOfRange: [], wrongKind: [2, -1, NaN, '1', null]}],
  ['text', text, {good: ['a', ''], outOfRange: [], wrongKind: [1, null]}],
  ['oneOf', oneOf('a', 'b'), {good: ['a', 'b'], outOfRange: ['c', ''], wrongKind: [1, null]}],
  ['required', required(count), {good: [0], outOfRange: [-1], wrongKind: [undefined, null, '1']}],
];

describe.each(tables)('rule %s', (_name, rule, {good, outOfRange, wrongKind}) => {
  it('lets the right values pass', () => {
    for (const value of good) expect(() => check('Owner', 'x', value, rule)).not.toThrow();
  });

  it('throws a RangeError for the right kind out of range, NaN too', () => {
    for (const value of outOfRange) expect(() => check('Owner', 'x', value, rule)).toThrow(RangeError);
  });

  it('throws a TypeError for the wrong kind', () => {
    for (const value of wrongKind) expect(() => check('Owner', 'x', value, rule)).toThrow(TypeError);
  });
});

describe('check', () => {
  it('says who, what, the rule and what was given', () => {
    expect(() => check('Owner', 'factor', 1, fraction)).toThrow(
      new RangeError('Owner: `factor` must be strictly between 0 and 1; got 1.'),
    );
    expect(() => check('Owner', 'mode', 'up', oneOf('min', 'max'))).toThrow(
      new RangeError("Owner: `mode` must be 'min' or 'max'; got \"up\"."),
    );
  });
});

describe('checkOptions', () => {
  const rules = {minLr: nonNegative, patience: count};
  const checked = (options: unknown) => () =>
    checkOptions('Owner', options as {minLr?: number; patience?: number}, rules);

  it('lets options pass that keep their rules, undefined ones and frozen ones too', () => {
    expect(checked(Object.freeze({minLr: 0, patience: undefined}))).not.toThrow();
  });

  it('shows the nearest option for one that is misspelt', () => {
    expect(checked({min_lr: 0})).toThrow(
      new TypeError('Owner: unknown option `min_lr`; did you mean `minLr`?'),
    );
  });

  it('shows all options for one that is like none', () => {
    expect(checked({zzz: 0})).toThrow(
      new TypeError('Owner: unknown option `zzz`; there are minLr, patience.'),
    );
  });

  it.each([[undefined], [null], [3], ['x']])('refuses %p for options', (options) => {
    expect(checked(options)).toThrow(/^Owner: `options` must be an object; got /);
  });
});
