import {describe, expect, it} from '@jest/globals';
import {cosineDecay, warmup, type Schedule} from 'tfjs-callbacks';
import {adaptiveRates} from '../helpers/adaptiveRates';
import {caseCounts, itEach} from '../helpers/caseCounts';
import {expectClose} from '../helpers/expectClose';
import {expectCurve} from '../helpers/expectCurve';
import {plateauFromTorch} from '../helpers/fromTorch';
import {fromTransformers, greedyOptions} from '../helpers/fromTransformers';
import {golden, type GoldenCase} from '../helpers/golden';
import {plateauTrace} from '../helpers/plateauRates';

const {cases, meta, tolerance} = golden('07');
const nameOf = ({args}: GoldenCase): string => args.name;
const {held, itHasRunEveryCase} = caseCounts('07', cases, nameOf);

const kwargsOf = ({args}: GoldenCase) => args.scheduler_specific_kwargs ?? {};
const stepsOf = (values: readonly number[]) => [...values.keys()];

function translated(one: GoldenCase): Schedule {
  const {num_warmup_steps: w, num_training_steps: total} = one.args;
  // None is an argument left out.
  const steps = {w: w ?? undefined, total: total ?? undefined};
  return fromTransformers[nameOf(one)]!(one.input.initial_lr, steps, kwargsOf(one));
}

const refused = cases.filter(({expected}) => 'error' in expected);
const recorded = cases.filter((one) => !refused.includes(one));
const named = (...names: string[]) => recorded.filter((one) => names.includes(nameOf(one)));

describe.each(Object.keys(fromTransformers))('%s of transformers', (name) => {
  held(named(name), (one) => {
    const {lr} = one.expected;
    expectCurve(translated(one), stepsOf(lr), lr, tolerance);
  });
});

describe('reduce_lr_on_plateau of transformers', () => {
  held(named('reduce_lr_on_plateau'), async (one) => {
    const {initial_lr: lr, metrics} = one.input;
    const {rates} = await plateauTrace(metrics, lr, plateauFromTorch(kwargsOf(one), lr));
    expectClose([lr, ...rates], one.expected.lr, tolerance, 'lr');
  });
});

describe('greedy of transformers', () => {
  held(named('greedy'), async (one) => {
    const {initial_lr: lr, metrics} = one.input;
    const rates = await adaptiveRates(metrics, lr, greedyOptions(kwargsOf(one)));
    expectClose([lr, ...rates], one.expected.lr, tolerance, 'lr');
  });
});

describe('cosineDecay deviates from cosine: it stays at the end, where transformers rises again', () => {
  const falls = named('cosine', 'cosine_with_min_lr').filter((one) => {
    const {num_warmup_steps, num_training_steps} = one.args;
    return num_training_steps > num_warmup_steps && (kwargsOf(one).num_cycles ?? 0.5) === 0.5;
  });

  itEach(falls, (one) => {
    const {num_warmup_steps: steps, num_training_steps: total} = one.args;
    const {initial_lr: lr} = one.input;
    const {min_lr_rate = 0, min_lr = min_lr_rate * lr} = kwargsOf(one);
    const fall = cosineDecay({initialLearningRate: lr, decaySteps: total - steps, alpha: min_lr / lr});
    const schedule = warmup(fall, {steps});

    const want = one.expected.lr as number[];
    const [before, after] = [want.slice(0, total + 1), want.slice(total + 1)];
    expectCurve(schedule, stepsOf(before), before, tolerance);
    for (const i of after.keys()) expectClose(schedule(total + 1 + i), min_lr, tolerance, 'after the end');
    if (after.length > 0 && min_lr < lr) expect(after[0]).toBeGreaterThan(min_lr);
  });
});

describe('what transformers refuses', () => {
  /** A rise to lr_end is a schedule here; min_lr and min_lr_rate are one option; names are functions. */
  function hasNoCounterpart(one: GoldenCase): boolean {
    const {lr_end, min_lr, min_lr_rate} = kwargsOf(one);
    const isBoth = min_lr !== undefined && min_lr_rate !== undefined;
    return lr_end >= one.input.initial_lr || isBoth || !meta.names_in_this_version.includes(nameOf(one));
  }

  held(
    refused.filter((one) => !hasNoCounterpart(one)),
    (one) => {
      expect(() => translated(one)).toThrow(/^\w+: `\w+` must be .+; got .+\.$/);
    },
    '$name: refused too',
  );

  held(
    refused.filter(hasNoCounterpart),
    (one) => {
      const name = nameOf(one);
      if (meta.names_in_this_version.includes(name)) expect(translated(one)(1)).toBeGreaterThan(0);
      else expect(fromTransformers).not.toHaveProperty(name);
    },
    '$name: has no counterpart',
  );
});

describe('golden file 07', () => {
  it('has no name that is not built', () => {
    const known = [...Object.keys(fromTransformers), 'reduce_lr_on_plateau', 'greedy'];
    expect([...meta.names_in_this_version].sort()).toEqual(known.sort());
  });

  itHasRunEveryCase();
});
