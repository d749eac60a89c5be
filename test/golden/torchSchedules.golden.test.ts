import {describe, expect} from '@jest/globals';
import {constant, type Schedule} from 'tfjs-callbacks';
import {caseCounts, itEach} from '../helpers/caseCounts';
import {expectClose} from '../helpers/expectClose';
import {expectCurve} from '../helpers/expectCurve';
import {fromTorch, momentumFromTorch, ofGroup} from '../helpers/fromTorch';
import {golden, type GoldenCase} from '../helpers/golden';

const {cases, meta, tolerance} = golden('04');
const {held, deviating, itHasRunEveryCase} = caseCounts('04', cases);

const classOf = ({source}: GoldenCase) => source.split('.').at(-1)!;
const stepsOf = (values: readonly number[]) => [...values.keys()];
const column = (rows: readonly (number | number[])[], group: number) =>
  rows.map((row) => [row].flat()[group]!);

interface Group {
  lr: number;
  schedule: Schedule;
  /** The recorded rates, after so many steps as the index says. */
  want: number[];
}

/** PyTorch's parameter groups, each of them one schedule here. */
function groupsOf(one: GoldenCase): Group[] {
  const {args, input, expected} = one;
  return [input.initial_lr].flat().map((lr: number, group: number) => ({
    lr,
    schedule: fromTorch[classOf(one)]!(ofGroup(args, group), lr),
    want: column(expected.lr ?? expected.lr_after_each_call, group),
  }));
}

const totalStepsOf = ({args}: GoldenCase): number => args.total_steps ?? args.epochs * args.steps_per_epoch;
const isCosine = ({class: name}: {class: string}) => name === 'CosineAnnealingLR';

const onesTooFar = cases.filter(({expected}) => 'error_at_step' in expected);
const recursive = cases.filter(({expected}) => 'closed_form_lr' in expected);
const chainedCosines = cases.filter(
  (one) => classOf(one) === 'ChainedScheduler' && one.args.schedulers.some(isCosine),
);
const equal = cases.filter((one) => ![...onesTooFar, ...recursive, ...chainedCosines].includes(one));

describe.each([...new Set(equal.map(classOf))])('%s of PyTorch', (name) => {
  held(
    equal.filter((one) => classOf(one) === name),
    (one) => {
      for (const {schedule, want} of groupsOf(one)) {
        const steps = one.input.step_calls_epoch ?? stepsOf(want);
        expectCurve(schedule, steps, want, tolerance, one.expected.fragile_epochs);
      }
    },
  );
});

describe('the momentum beside the rate', () => {
  itEach(
    cases.filter(({expected}) => 'momentum' in expected),
    (one) => {
      const {args, input, expected} = one;
      const recorded = expected.momentum.slice(0, onesTooFar.includes(one) ? totalStepsOf(one) : undefined);
      for (const group of [recorded[0]].flat().keys()) {
        const translated = momentumFromTorch[classOf(one)]!(ofGroup(args, group));
        const schedule = args.cycle_momentum === false ? constant(input.momentum ?? 0) : translated;
        expectCurve(schedule, stepsOf(recorded), column(recorded, group), tolerance);
      }
    },
  );
});

describe('OneCycleLR deviates one step behind its end: the last value stays, where PyTorch goes on too far', () => {
  deviating(onesTooFar, (one) => {
    const totalSteps = totalStepsOf(one);
    for (const {schedule, want} of groupsOf(one)) {
      const meant = want.slice(0, totalSteps);
      expect(meant).toHaveLength(totalSteps);
      expectCurve(schedule, stepsOf(meant), meant, tolerance);
      const after = [totalSteps, totalSteps + 1, 2 * totalSteps].map(schedule);
      expect(after).toEqual(after.map(() => schedule(totalSteps - 1)));
    }
  });
});

describe('ConstantLR deviates when total_iters is 0: no step has the factor, as in the closed form of PyTorch', () => {
  deviating(recursive, (one) => {
    expect(one.args.total_iters).toBe(0);
    for (const [group, {lr, schedule, want}] of groupsOf(one).entries()) {
      const [, ...closed] = one.expected.closed_form_lr;
      const rates = [lr, ...column(closed, group)];
      expectCurve(schedule, stepsOf(rates), rates, tolerance);
      expect(want.every((value) => value !== lr)).toBe(true);
    }
  });
});

describe('CosineAnnealingLR in a chain deviates by no more than eta_min up to T_max: here it is a factor', () => {
  deviating(chainedCosines, ({args, input, expected}) => {
    const inner = args.schedulers as {class: string; args: GoldenCase['args']}[];
    const cosine = inner.find(isCosine)!;
    const others = inner.filter((one) => !isCosine(one));
    const {T_max, eta_min = 0} = cosine.args;
    for (const [group, lr] of [input.initial_lr].flat().entries()) {
      const schedule = fromTorch['ChainedScheduler']!(args, lr);
      const want = column(expected.lr, group);
      const fall = want.slice(0, T_max + 1);
      const within = {...tolerance, absTol: tolerance.absTol + eta_min};
      expectClose(stepsOf(fall).map(schedule), fall, within);

      // Then PyTorch rises to its first rate again, the other factors forgotten; here they stay.
      const factor = fromTorch['ChainedScheduler']!({schedulers: others}, 1);
      const wave = fromTorch['CosineAnnealingLR']!(cosine.args, lr);
      const product = stepsOf(want).map((step) => factor(step) * wave(step));
      expectCurve(schedule, stepsOf(want), product, tolerance);
    }
  });
});

describe('what PyTorch refuses', () => {
  interface Refusal {
    cls: string;
    args: GoldenCase['args'];
    error: string | null;
    lr?: number;
  }
  const errors = meta.errors as Refusal[];
  const build = ({cls, args}: Refusal) => fromTorch[cls]!(args, 0.1);
  /** What its recursive formulas cannot divide by, or what it takes as whole numbers only, means something here. */
  const meaningful = [
    ...['ConstantLR factor', 'LinearLR start_factor', 'LinearLR end_factor'],
    'CosineAnnealingWarmRestarts T_mult',
  ];
  const isMeaningful = ({cls, args}: Refusal) => meaningful.includes(`${cls} ${Object.keys(args).at(-1)}`);
  const refused = errors.filter(({error}) => error !== null);

  itEach(
    refused.filter((one) => !isMeaningful(one)),
    (one) => {
      expect(() => build(one)).toThrow(/^\w+: `\w+` must be .+; got .+\.$/s);
    },
    '$cls $args: refused too',
  );

  itEach(
    refused.filter(isMeaningful),
    (one) => {
      const rates = [0, 1, 2, 100].map(build(one));
      expect(rates.every((rate) => rate >= 0 && rate < Infinity)).toBe(true);
    },
    '$cls $args: a schedule here',
  );

  itEach(
    errors.filter(({error}) => error === null),
    (one) => {
      expectClose(build(one)(1), one.lr, tolerance);
    },
    '$cls $args: no error there, nor here',
  );
});

describe('golden file 04', () => {
  itHasRunEveryCase();
});
