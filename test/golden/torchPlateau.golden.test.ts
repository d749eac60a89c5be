import {describe, expect, it} from '@jest/globals';
import {reduceLROnPlateau} from 'tfjs-callbacks';
import {expectClose} from '../helpers/expectClose';
import {plateauFromTorch} from '../helpers/fromTorch';
import {golden, type GoldenCase} from '../helpers/golden';
import {plateauTrace} from '../helpers/plateauRates';

const {cases, meta, tolerance} = golden('01b');

/** Whether the first value is the worst there is: to PyTorch no improvement, to Keras and us the best so far. */
function startsAtWorst({args, input}: GoldenCase): boolean {
  const first = input.metrics.find((value: number) => !Number.isNaN(value));
  return first === (args.mode === 'max' ? -Infinity : Infinity);
}

describe('ReduceLROnPlateau reduces as PyTorch, its arguments translated', () => {
  it.each(cases.filter((one) => !startsAtWorst(one)))('$name', async ({args, input, expected}) => {
    const groups = [input.initial_lr].flat() as number[];
    for (const [group, rate] of groups.entries()) {
      const minLr = [args.min_lr ?? 0].flat()[group] as number;
      const {rates} = await plateauTrace(input.metrics, rate, plateauFromTorch(args, rate, minLr));
      const want = expected.lr.map((lr: number | number[]) => [lr].flat()[group]);
      expectClose(rates, want, tolerance, `lr of group ${group}`);
    }
  });
});

describe('ReduceLROnPlateau deviates from PyTorch when the worst value comes first: it is the best so far', () => {
  const made: GoldenCase[] = cases.slice(0, 3).map((one) => ({
    ...{...one, name: `${one.name}, behind the worst value`},
    input: {...one.input, metrics: [one.args.mode === 'max' ? -Infinity : Infinity, ...one.input.metrics]},
  }));

  it.each([...made, ...cases.filter(startsAtWorst)])('$name', async ({args, input}) => {
    const [rate] = [input.initial_lr].flat() as [number];
    const options = plateauFromTorch(args, rate, [args.min_lr ?? 0].flat()[0] as number);
    const first = input.metrics.findIndex((value: number) => !Number.isNaN(value));
    const whole = await plateauTrace(input.metrics.slice(first), rate, options);
    const rest = await plateauTrace(input.metrics.slice(first + 1), rate, options);
    expect(whole.rates).toEqual([rate, ...rest.rates]);
  });
});

describe('ReduceLROnPlateau and the constructor of PyTorch', () => {
  interface Constructed {
    args: GoldenCase['args'];
    error: string | null;
  }
  const names: Record<string, string> = {threshold_mode: 'thresholdMode', min_lr: 'minLr'};

  it.each(meta.constructor as Constructed[])('$args: refused too, mode auto excepted', ({args}) => {
    const options = Object.fromEntries(
      Object.entries(args).map(([name, value]) => [names[name] ?? name, value]),
    );
    const construct = () => reduceLROnPlateau(options);
    if ((options['mode'] as string) === 'auto') expect(construct).not.toThrow();
    else expect(construct).toThrow(/^ReduceLROnPlateau: `\w+` must be /);
  });
});
