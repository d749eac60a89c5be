import {
  clamp,
  constant,
  cosineDecay,
  delay,
  exponentialDecay,
  join,
  piecewiseInterpolate,
  polynomialDecay,
  warmup,
  type Schedule,
} from 'tfjs-callbacks';
import type {GoldenCase} from './golden.js';

type Args = GoldenCase['args'];

/** What each function of optax.schedules is here: its arguments to a schedule. */
export const fromOptax: Readonly<Record<string, (args: Args) => Schedule>> = {
  constant_schedule: ({value}) => constant(value),
  linear_schedule: (args) => polynomial({...args, power: 1}),
  polynomial_schedule: (args) => polynomial(args),
  exponential_decay: (args) => exponential(args),
  cosine_decay_schedule: ({init_value, decay_steps: decaySteps, alpha, exponent}) =>
    cosineDecay({initialLearningRate: init_value, decaySteps, alpha, exponent}),
  piecewise_constant_schedule: ({init_value, boundaries_and_scales: scales}) =>
    piecewiseInterpolate({points: scaled(init_value, scales), shape: 'constant'}),
  piecewise_interpolate_schedule: ({interpolate_type: shape, init_value, boundaries_and_scales: scales}) =>
    piecewiseInterpolate({points: scaled(init_value, scales), shape}),
  cosine_onecycle_schedule: ({transition_steps: n, peak_value: peak, ...args}) => {
    const {pct_start = 0.3, div_factor = 25, final_div_factor = 1e4} = args;
    const init = peak / div_factor;
    const points: [number, number][] = [
      [0, init],
      [Math.trunc(pct_start * n), peak],
      [n, init / final_div_factor],
    ];
    return piecewiseInterpolate({points, shape: 'cosine'});
  },
  linear_onecycle_schedule: ({transition_steps: n, peak_value: peak, ...args}) => {
    const {pct_start = 0.3, pct_final = 0.85, div_factor = 25, final_div_factor = 1e4} = args;
    const init = peak / div_factor;
    const points: [number, number][] = [
      [0, init],
      [Math.trunc(pct_start * n), peak],
      [Math.trunc(pct_final * n), init],
      [n, init / final_div_factor],
    ];
    return piecewiseInterpolate({points});
  },
  warmup_constant_schedule: ({init_value: from, peak_value: peak, warmup_steps: steps}) =>
    steps > 0 ? warmup(constant(peak), {steps, from}) : constant(from),
  // Its decay_steps count the warm-up.
  warmup_cosine_decay_schedule: ({init_value: from, peak_value: peak, warmup_steps: steps, ...args}) => {
    const {decay_steps, end_value = 0, exponent} = args;
    const alpha = peak === 0 ? 0 : end_value / peak;
    return warmup(
      cosineDecay({initialLearningRate: peak, decaySteps: decay_steps - steps, alpha, exponent}),
      {
        ...{steps, from},
      },
    );
  },
  // Its transition_steps do not.
  warmup_exponential_decay_schedule: ({init_value: from, peak_value: to, warmup_steps: steps, ...args}) =>
    warmup(exponential({...args, init_value: to}), {steps, from, to}),
  sgdr_schedule: ({cosine_kwargs}) => {
    let begin = 0;
    return join(
      (cosine_kwargs as Args[]).map((args) => {
        const part = [begin, fromOptax['warmup_cosine_decay_schedule']!(args)] as const;
        begin += args.decay_steps;
        return part;
      }),
    );
  },
  join_schedules: ({schedules, boundaries}) =>
    join(
      (schedules as {schedule: string; args: Args}[]).map(({schedule, args}, i) => [
        i === 0 ? 0 : boundaries[i - 1],
        fromOptax[schedule]!(args),
      ]),
    ),
};

/** Without steps it stays at its first value; a begin before 0 is 0. */
function polynomial({init_value, end_value, power, transition_steps: decaySteps, ...args}: Args): Schedule {
  const {transition_begin: begin = 0} = args;
  if (decaySteps <= 0) return constant(init_value);
  const fall = {initialLearningRate: init_value, decaySteps, endLearningRate: end_value, power};
  return delay(polynomialDecay(fall), Math.max(begin, 0));
}

/** A rate of 0 means no decay; end_value is a floor, or a ceiling when the values grow. */
function exponential({
  init_value,
  transition_steps: decaySteps,
  decay_rate: decayRate,
  ...args
}: Args): Schedule {
  const {transition_begin: begin = 0, staircase, end_value: end} = args;
  if (decaySteps <= 0 || decayRate === 0) return constant(init_value);
  const fall = exponentialDecay({initialLearningRate: init_value, decaySteps, decayRate, staircase});
  const delayed = delay(fall, Math.max(begin, 0));
  return end == null ? delayed : clamp(delayed, decayRate < 1 ? {min: end} : {max: end});
}

/** From the first value and the factors at the boundaries to points. */
function scaled(init: number, scales: Record<string, number> | null): [number, number][] {
  let value = init;
  const points = Object.entries(scales ?? {}).map(([step, factor]): [number, number] => [
    Number(step),
    (value *= factor),
  ]);
  return [[0, init], ...points];
}
