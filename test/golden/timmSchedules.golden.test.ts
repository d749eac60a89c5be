import {afterAll, beforeAll, describe, expect, jest} from '@jest/globals';
import {caseCounts} from '../helpers/caseCounts';
import {expectClose} from '../helpers/expectClose';
import {expectCurve} from '../helpers/expectCurve';
import {fromTimm, plateauFromTimm} from '../helpers/fromTimm';
import {golden, type GoldenCase} from '../helpers/golden';
import {plateauTrace} from '../helpers/plateauRates';

const {cases, tolerance} = golden('06');
const {held, deviating, itHasRunEveryCase} = caseCounts('06', cases);

const classOf = ({source}: GoldenCase) => source.split('.').at(-1)!;

interface Group {
  lr: number;
  /** The recorded rates, after the constructor and at each t. */
  begin: number;
  want: number[];
}

/** The parameter groups, each of them one schedule here. */
function groupsOf({input, expected}: GoldenCase): Group[] {
  const at = (row: number | number[], group: number) => [row].flat()[group]!;
  return [input.initial_lr].flat().map((lr: number, group: number) => ({
    lr,
    begin: at(expected.lr_after_construct, group),
    want: expected.lr.map((row: number | number[]) => at(row, group)),
  }));
}

const plateaus = cases.filter((one) => classOf(one) === 'PlateauLRScheduler');
const shrinking = cases.filter(({args}) => args.cycle_mul < 1);
const refused = cases.filter((one) => 'error' in one.expected && !shrinking.includes(one));
/** With t_in_epochs False, step() does nothing. */
const idle = cases.filter(({args, input}) => args.t_in_epochs === false && input.call === 'step(t)');
const moving = cases.filter((one) => ![...plateaus, ...shrinking, ...refused, ...idle].includes(one));

// A missing metric is warned about.
beforeAll(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => {});
});
afterAll(() => {
  jest.restoreAllMocks();
});

describe.each([...new Set(moving.map(classOf))])('%s of timm', (name) => {
  held(
    moving.filter((one) => classOf(one) === name),
    (one) => {
      const {lr_min = 0, warmup_t = 0} = one.args;
      const {get_cycle_length: length} = one.expected;
      for (const {lr, begin, want} of groupsOf(one)) {
        const schedule = fromTimm[name]!(one.args, lr);
        expectCurve(schedule, one.input.t, want, tolerance, fragileOf(one), lr_min);
        expectClose(warmup_t > 0 ? schedule(0) : lr, begin, tolerance, 'after the constructor');
        if (length === undefined) continue;
        expectClose(schedule(Math.max(length, warmup_t) + 1), lr_min, tolerance, 'after the cycles');
        if (length - 1 > warmup_t) expect(schedule(length - 1)).not.toBe(schedule(length + 1));
      }
    },
  );
});

/** Restarts; and the stairs of a fractional decay_t, which Python's floor division may take a step too late. */
function fragileOf({args, input, expected}: GoldenCase): number[] {
  const {decay_t, warmup_t = 0, warmup_prefix = true} = args;
  if (typeof decay_t !== 'number' || Number.isInteger(decay_t)) return expected.fragile_t;
  const stairs = (t: number) => (warmup_prefix ? t - warmup_t : t) / decay_t;
  return input.t.filter((t: number) => Math.abs(stairs(t) - Math.round(stairs(t))) < 1e-12);
}

describe('with t_in_epochs False, step() leaves the rate where the warm-up begins, or lr', () => {
  held(idle, (one) => {
    for (const {lr, begin, want} of groupsOf(one)) {
      const ours = one.args.warmup_t > 0 ? fromTimm[classOf(one)]!(one.args, lr)(0) : lr;
      for (const rate of [begin, ...want]) expectClose(ours, rate, tolerance);
    }
  });
});

describe('what timm refuses is refused here too', () => {
  held(refused, (one) => {
    const build = () => fromTimm[classOf(one)]!(one.args, [one.input.initial_lr].flat()[0]);
    expect(build).toThrow(/^\w+: `\w+` must be .+; got .+\.$/);
  });
});

describe('cycles that become shorter deviate: refused at once, where timm fails in a logarithm once they are over', () => {
  deviating(shrinking, (one) => {
    const build = () => fromTimm[classOf(one)]!(one.args, [one.input.initial_lr].flat()[0]);
    const {cycle_mul: factor} = one.args;
    expect(build).toThrow(
      new RangeError(`repeat: \`lengthFactor\` must be a finite number >= 1; got ${factor}.`),
    );
  });
});

describe('PlateauLRScheduler of timm', () => {
  /** The warm-up's rates, and those that the plateau callback makes from there on. */
  async function ratesOf({args, input}: GoldenCase, lr: number): Promise<number[]> {
    const {warmup, options} = plateauFromTimm(args, lr);
    const {warmup_t = 0} = args;
    const metrics = input.metric.filter((_: unknown, i: number) => input.t[i] > warmup_t);
    const {rates} = await plateauTrace(metrics, lr, options);
    return [...input.t.filter((t: number) => t <= warmup_t).map(warmup), ...rates];
  }

  const warms = ({args}: GoldenCase) => args.warmup_t > 0;

  held(plateaus.filter(warms), async (one) => {
    for (const {lr, begin, want} of groupsOf(one)) {
      const rates = await ratesOf(one, lr);
      expectClose(rates, want, tolerance, 'lr');
      expectClose(rates[0], begin, tolerance, 'after the constructor');
    }
  });

  deviating(
    plateaus.filter((one) => !warms(one)),
    async (one) => {
      for (const {lr, begin, want} of groupsOf(one)) {
        expect(begin).toBe(lr);
        const rates = await ratesOf(one, lr);
        expect(rates[0]).toBe(lr);
        expect(Math.min(...rates)).toBeGreaterThan(0);
        // From that rate on it is the same.
        const low = await ratesOf(one, one.args.warmup_lr_init ?? 0);
        expectClose(low, want, tolerance, 'from warmup_lr_init');
      }
    },
    '$name: without warm-up it deviates: lr stays at t 0, where timm sets warmup_lr_init for good',
  );
});

describe('golden file 06', () => {
  itHasRunEveryCase();
});
