import {describe, expect, it} from '@jest/globals';
import {randomState, type RandomState} from '../../examples/blobs/data/randomState.js';
import {expectClose} from '../helpers/expectClose.js';
import {golden} from '../helpers/golden.js';
import {pairwiseSum} from '../helpers/pairwiseSum.js';

const {cases, tolerance} = golden('09b');
const exact = {relTol: 0, absTol: 0};

const times = (length: number, draw: () => number) => Array.from({length}, draw);

/** NumPy's calls by name; the last argument is the number of values. */
const calls: Record<string, (random: RandomState, ...args: number[]) => number[]> = {
  uniform: (random, low = 0, high = 1, size = 1) => times(size, () => random.uniform(low, high)),
  normal: (random, mean = 0, deviation = 1, size = 1) => times(size, () => random.normal(mean, deviation)),
  standard_normal: (random, size = 1) => times(size, () => random.normal(0, 1)),
  random_sample: (random, size = 1) => times(size, () => random.randomSample()),
  permutation: (random, length = 1) => random.permutation(length),
  randint: (random, low = 0, high = 1, size = 1) => times(size, () => low + random.interval(high - low - 1)),
};

function call(random: RandomState, text: string): number[] {
  const [, name = '', args = ''] = /^(\w+)\((.*)\)$/.exec(text) ?? [];
  const run = calls[name];
  if (run === undefined) throw new Error(`no call ${text}`);
  return run(random, ...args.split(',').map(Number));
}

type Check = (start: () => RandomState, want: never) => void;

/** How each key of `expected` is drawn from a fresh RandomState. */
const checks: Record<string, Check> = {
  raw_uint32: (start, want: number[]) => same(start, want, (random) => random.uint32()),
  random_sample: (start, want: number[]) => same(start, want, (random) => random.randomSample()),
  standard_normal: (start, want: number[]) => close(start, want, (random) => random.normal(0, 1)),
  normal_5_2: (start, want: number[]) => close(start, want, (random) => random.normal(5, 2)),
  uniform_m10_10: (start, want: number[]) => close(start, want, (random) => random.uniform(-10, 10)),
  permutation: permutations,
  shuffle_arange: permutations,
  interleaved_calls: (start, want: [string, number[]][]) => {
    const random = start();
    for (const [text, values] of want) expectClose(call(random, text), values, tolerance, text);
  },
  randint_0_10: (start, want: number[]) => same(start, want, (random) => random.interval(9)),
  choice_10_no_replace_5: (start, want: number[]) =>
    expect(start().permutation(10).slice(0, 5)).toEqual(want),
  random_sample_1999: (start, want: number) => {
    const random = start();
    expect(times(2000, () => random.randomSample())[1999]).toBe(want);
  },
  random_sample_2000_sum: (start, want: number) => {
    const random = start();
    expectClose(pairwiseSum(times(2000, () => random.randomSample())), want, tolerance);
  },
};

function same(start: () => RandomState, want: number[], draw: (random: RandomState) => number): void {
  const random = start();
  expectClose(
    times(want.length, () => draw(random)),
    want,
    exact,
  );
}

function close(start: () => RandomState, want: number[], draw: (random: RandomState) => number): void {
  const random = start();
  expectClose(
    times(want.length, () => draw(random)),
    want,
    tolerance,
  );
}

function permutations(start: () => RandomState, want: Record<string, number[]>): void {
  for (const [length, order] of Object.entries(want)) {
    expect(start().permutation(Number(length))).toEqual(order);
  }
}

describe('randomState', () => {
  for (const {name, args, expected} of cases) {
    describe(`equals NumPy in ${name}`, () => {
      it.each(Object.keys(expected))('%s', (key) => {
        expect(Object.keys(checks)).toContain(key);
        checks[key]!(() => randomState(args.seed), expected[key] as never);
      });
    });
  }
});
