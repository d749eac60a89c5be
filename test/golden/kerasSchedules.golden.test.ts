import {describe, expect} from '@jest/globals';
import {fromKeras} from 'tfjs-callbacks';
import {caseCounts, itEach} from '../helpers/caseCounts';
import {expectClose} from '../helpers/expectClose';
import {expectCurve, expectFloat32Curve} from '../helpers/expectCurve';
import {golden, type GoldenCase} from '../helpers/golden';

const {cases, meta, tolerance, toleranceFloat32} = golden('03');
const {held, itHasRunEveryCase} = caseCounts('03', cases);

const classOf = ({source}: GoldenCase) => source.split('.').at(-1)!;

describe.each([...new Set(cases.map(classOf))])('%s of Keras', (name) => {
  held(
    cases.filter((one) => classOf(one) === name),
    ({args, input, expected}) => {
      const schedule = fromKeras({class_name: name, config: args});
      const {lr, lr_float32: float32, fragile_steps: fragile} = expected;
      expectCurve(schedule, input.steps, lr, tolerance, fragile);
      expectFloat32Curve(schedule, input.steps, lr, float32, toleranceFloat32, fragile);
    },
  );
});

describe('golden file 03', () => {
  interface Extra {
    cls: string;
    args: Record<string, number>;
    steps: number[];
    error: string | null;
  }
  const extra = meta.extra as Extra[];
  const build = ({cls, args}: Pick<Extra, 'cls' | 'args'>) => fromKeras({class_name: cls, config: args});

  itEach(
    extra.filter(({error}) => error !== null),
    (one) => {
      const owner = one.cls.charAt(0).toLowerCase() + one.cls.slice(1);
      expect(() => build(one)).toThrow(new RegExp(`^${owner}: \`\\w+\` must be `));
    },
    '$cls refuses $args, as Keras',
  );

  itEach(
    extra.filter(({error}) => error === null),
    ({cls, args, steps}) => {
      const rate = args['initial_learning_rate']!;
      const values = steps.map(build({cls, args}));
      const floating = build({cls, args: {...args, initial_learning_rate: rate + 1e-15}});
      expectClose(values, steps.map(floating), tolerance);
      expect(values[0]).toBe(rate);
      for (const value of values.slice(1)) expect(value).toBeGreaterThan(0);
    },
    '$cls deviates for $args: an integer rate is a number, where Keras computes all of it in int32',
  );

  itHasRunEveryCase();
});
