import {describe, expect, it} from '@jest/globals';
import {
  exponentialDecay,
  inverseTimeDecay,
  piecewiseConstantDecay,
  polynomialDecay,
  type Schedule,
} from 'tfjs-callbacks';
import {expectClose} from '../helpers/expectClose';
import {golden} from '../helpers/golden';

/** Keras's classes that are built, with their arguments in camel case; the others come with their schedules. */
const factories: Record<string, (options: never) => Schedule> = {
  ExponentialDecay: exponentialDecay,
  InverseTimeDecay: inverseTimeDecay,
  PiecewiseConstantDecay: piecewiseConstantDecay,
  PolynomialDecay: polynomialDecay,
};
const toCome = ['CosineDecay', 'CosineDecayRestarts'];

const {cases, meta, tolerance, toleranceFloat32} = golden('03');

const className = (source: string) => source.split('.').at(-1)!;

function camelCased(args: Record<string, unknown>): never {
  const rename = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [rename(name), value])) as never;
}

describe.each(Object.entries(factories))('%s of Keras', (name, factory) => {
  it.each(cases.filter(({source}) => className(source) === name))('$name', ({args, input, expected}) => {
    const schedule = factory(camelCased(args));
    const values = input.steps.map(schedule);
    expectClose(values, expected.lr, tolerance, 'lr');
    expectClose(values, expected.lr_float32, toleranceFloat32, 'lr_float32');
  });
});

describe('golden file 03', () => {
  it('has no class that is neither built nor known to come', () => {
    const classes = new Set(cases.map(({source}) => className(source)));
    expect([...classes].filter((name) => !(name in factories) && !toCome.includes(name))).toEqual([]);
  });

  interface Extra {
    case: string;
    cls: string;
    args: Record<string, never>;
    error: string | null;
  }
  const extra = (meta.extra as Extra[]).filter(({cls}) => cls in factories);

  it.each(extra.filter(({error}) => error !== null))('$cls refuses $args, as Keras', ({cls, args}) => {
    const owner = cls.charAt(0).toLowerCase() + cls.slice(1);
    expect(() => factories[cls]!(camelCased(args))).toThrow(new RegExp(`^${owner}: \`\\w+\` must be `));
  });

  it.each(extra.filter(({error}) => error === null))(
    '$cls deviates for $args: an integer rate is a number, where Keras computes all of it in int32',
    ({cls, args}) => {
      const float = factories[cls]!(camelCased(args));
      expect(float(0)).toBe(args['initial_learning_rate']);
      expect(float(1)).toBeGreaterThan(0);
      expect(float(1)).toBeLessThan(args['initial_learning_rate']!);
    },
  );
});
