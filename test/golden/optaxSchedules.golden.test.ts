import {describe, expect, it} from '@jest/globals';
import {constant, exponentialDecay, polynomialDecay, warmup} from 'tfjs-callbacks';
import {caseCounts, itEach} from '../helpers/caseCounts';
import {expectCurve, expectFloat32Curve} from '../helpers/expectCurve';
import {fromOptax} from '../helpers/fromOptax';
import {golden, type GoldenCase} from '../helpers/golden';

const {cases, meta, tolerance, toleranceFloat32} = golden('05');
const {held, itHasRunEveryCase} = caseCounts('05', cases);

const functionOf = ({source}: GoldenCase) => source.split('.').at(-1)!;

describe.each([...new Set(cases.map(functionOf))])('%s of optax', (name) => {
  held(
    cases.filter((one) => functionOf(one) === name),
    ({args, input, expected}) => {
      const schedule = fromOptax[name]!(args);
      const {value, value_float32: float32} = expected;
      expectCurve(schedule, input.counts, value, tolerance);
      expectFloat32Curve(schedule, input.counts, value, float32, toleranceFloat32);
    },
  );
});

describe('what optax refuses', () => {
  interface Refusal {
    schedule: string;
    args: GoldenCase['args'];
  }
  const errors = meta.errors as Refusal[];
  const build = ({schedule, args}: Refusal) => fromOptax[schedule]!(args);
  /** One cycle of no steps: points that all lie at step 0, of which the last one holds. */
  const isMeaningful = ({schedule}: Refusal) => schedule.endsWith('_onecycle_schedule');

  itEach(
    errors.filter((one) => !isMeaningful(one)),
    (one) => {
      expect(() => build(one)).toThrow(/^\w+: `\w+` must be .+; got .+\.$/s);
    },
    '$schedule $args: refused too',
  );

  itEach(
    errors.filter(isMeaningful),
    (one) => {
      const [first, second] = [0, 1].map(build(one));
      expect(first).toBeGreaterThan(0);
      expect(second).toBe(first);
    },
    '$schedule $args: a schedule here',
  );
});

describe('what optax takes as no decay is an error here', () => {
  const fall = {initialLearningRate: 0.1, decaySteps: 10};

  it.each([0, -1])('transition_steps %i', (decaySteps) => {
    expect(() => polynomialDecay({...fall, decaySteps})).toThrow(RangeError);
    expect(() => exponentialDecay({...fall, decaySteps, decayRate: 0.5})).toThrow(RangeError);
  });

  it('decay_rate 0', () => {
    expect(() => exponentialDecay({...fall, decayRate: 0})).toThrow(RangeError);
  });

  it('warmup_steps 0 in warmup_constant_schedule: no warm-up here, no end of it there', () => {
    expect(warmup(constant(0.1), {steps: 0, from: 0.01})(0)).toBe(0.1);
    const translated = fromOptax['warmup_constant_schedule']!({
      init_value: 0.01,
      peak_value: 0.1,
      warmup_steps: 0,
    });
    expect(translated(100)).toBe(0.01);
  });
});

describe('golden file 05', () => {
  itHasRunEveryCase();
});
