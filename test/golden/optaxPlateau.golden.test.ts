import {describe, expect, it} from '@jest/globals';
import {reduceLROnPlateau} from 'tfjs-callbacks';
import {caseCounts} from '../helpers/caseCounts';
import {expectClose} from '../helpers/expectClose';
import {golden, type GoldenCase} from '../helpers/golden';
import {plateauTrace} from '../helpers/plateauRates';

const {cases, meta, tolerance} = golden('01c');
const {held, deviating, itHasRunEveryCase} = caseCounts('01c', cases);

/** The means of so many values each, without what is left at the end. */
function means(values: readonly number[], size: number): number[] {
  const mean = (i: number) =>
    values.slice(i * size, (i + 1) * size).reduce((sum, one) => sum + one, 0) / size;
  return Array.from({length: Math.floor(values.length / size)}, (_, i) => mean(i));
}

/** The scale after each step, our rule applied to the mean of each accumulation. */
async function scales({args, input}: GoldenCase, patience: number): Promise<number[]> {
  const {
    factor,
    rtol = 1e-4,
    atol = 0,
    cooldown = 0,
    min_scale: minLr = 0,
    accumulation_size: size = 1,
  } = args;
  // (1 - rtol) * best - atol of a metric is (1 - rtol) * best of the metric plus atol / rtol.
  const shift = rtol > 0 ? atol / rtol : 0;
  const metrics = means(input.values, size).map((value) => value + shift);
  const {rates} = await plateauTrace(metrics, 1, {
    ...{monitor: 'loss', factor, patience, cooldown: cooldown + 1, minLr},
    ...(rtol > 0 ? {minDelta: rtol, thresholdMode: 'rel'} : {minDelta: atol}),
  });
  // In between the scale stays.
  return input.values.map((_: number, i: number) => rates[Math.floor((i + 1) / size) - 1] ?? 1);
}

const startsInfinite = ({input}: GoldenCase) => input.values[0] === Infinity;
const isOff = ({args}: GoldenCase) => args.patience === 0;
const differs = (one: GoldenCase) => isOff(one) || startsInfinite(one);

describe('ReduceLROnPlateau reduces as optax, its arguments translated', () => {
  held(
    cases.filter((one) => !differs(one)),
    async (one) => {
      expectClose(await scales(one, one.args.patience), one.expected.scale, tolerance, 'scale');
    },
  );
});

describe('ReduceLROnPlateau deviates from optax: patience 0 is 1, where optax reduces at each improvement', () => {
  deviating(cases.filter(isOff), async (one) => {
    const rates = await scales(one, 0);
    expect(rates).toEqual(await scales(one, 1));
    expect(rates).not.toEqual(one.expected.scale);
  });
});

describe('ReduceLROnPlateau deviates from optax when the worst value comes first: it is the best so far', () => {
  deviating(
    cases.filter((one) => startsInfinite(one) && !isOff(one)),
    async (one) => {
      const rest = {...one, input: {values: one.input.values.slice(1)}};
      expect(await scales(one, one.args.patience)).toEqual([1, ...(await scales(rest, one.args.patience))]);
    },
  );
});

describe('ReduceLROnPlateau and the constructor of optax', () => {
  interface Constructed {
    args: GoldenCase['args'];
  }
  it.each((meta.constructor as Constructed[]).filter(({args}) => 'factor' in args))(
    '$args: refused too',
    ({args}) => {
      expect(() => reduceLROnPlateau(args)).toThrow(/^ReduceLROnPlateau: `factor` must be /);
    },
  );
});

describe('golden file 01c', () => {
  itHasRunEveryCase();
});
