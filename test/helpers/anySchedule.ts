import fc, {type Arbitrary} from 'fast-check';
import * as s from 'tfjs-callbacks';
import type {Schedule} from 'tfjs-callbacks';

/** A schedule, the least and the greatest value that it may have, and where it came from, for a counterexample. */
export interface Known {
  name: string;
  options: unknown;
  schedule: Schedule;
  low: number;
  high: number;
  /** A schedule that multiplies step by step has only near ones. */
  farthest: number;
}

const between = (min: number, max: number) => fc.double({min, max, noNaN: true});
// Not so small that a rounding is as large as the value.
const value = fc.oneof(
  fc.nat(10_000).map((n) => n / 1000),
  fc.constantFrom(0, 0.1, 1),
);
const length = fc.oneof(fc.integer({min: 1, max: 300}), between(0.01, 1e4));
const lengthOrNone = fc.oneof({weight: 5, arbitrary: length}, {weight: 1, arbitrary: fc.constant(0)});
const exponent = fc.oneof(fc.constant(1), between(0.05, 5));
const fraction = fc.nat(1000).map((n) => n / 1000);
const shape = fc.constantFrom('constant', 'linear', 'cosine');
const integers = fc.array(fc.integer({min: 1, max: 300}), {maxLength: 6});
const part = <T>(options: Arbitrary<T>) => fc.option(options, {nil: undefined});

/** A known schedule from random options; `ends` hold its least and greatest value. */
function known<Options extends object>(
  factory: (options: never) => Schedule,
  arbitraries: {[Name in keyof Options]: Arbitrary<Options[Name]>},
  ends: (options: Required<Options>) => number[],
  farthest = 2 ** 31,
): Arbitrary<Known> {
  return fc.record(arbitraries).map((options) => ({
    name: factory.name,
    options,
    schedule: factory(options as never),
    ...hull(...ends(options as Required<Options>)),
    farthest,
  }));
}

const hull = (...values: number[]) => ({low: Math.min(...values), high: Math.max(...values)});

const simple: Record<string, Arbitrary<Known>> = {
  constant: value.map((v) => ({
    name: 'constant',
    options: v,
    schedule: s.constant(v),
    low: v,
    high: v,
    farthest: 2 ** 31,
  })),
  cosineAnnealingLR: known(
    s.cosineAnnealingLR,
    {initialLearningRate: value, tMax: length, etaMin: part(value)},
    ({initialLearningRate, etaMin = 0}) => [initialLearningRate, etaMin],
  ),
  cosineDecay: known(
    s.cosineDecay,
    {
      initialLearningRate: value,
      decaySteps: length,
      alpha: fraction,
      warmupTarget: part(value),
      warmupSteps: part(lengthOrNone),
      exponent,
      kDecay: exponent,
    },
    ({initialLearningRate: initial, warmupTarget: target = initial, alpha}) => [
      initial,
      target,
      alpha * target,
    ],
  ),
  cosineDecayRestarts: known(
    s.cosineDecayRestarts,
    {
      initialLearningRate: value,
      firstDecaySteps: length,
      tMul: part(fc.oneof(fc.constantFrom(1, 1.5, 2), between(1, 4))),
      mMul: part(fraction),
      alpha: fraction,
    },
    ({initialLearningRate, alpha}) => [initialLearningRate, alpha * initialLearningRate],
  ),
  cyclicLR: known(
    s.cyclicLR,
    {
      baseLr: value,
      maxLr: value,
      stepSizeUp: part(length),
      stepSizeDown: part(length),
      mode: part(fc.constantFrom('triangular', 'triangular2', 'exp_range')),
      gamma: part(between(0.5, 1)),
      scaleFn: part(fc.constant((x: number) => 1 / (1 + x))),
      scaleMode: part(fc.constantFrom('cycle', 'iterations')),
    },
    ({baseLr, maxLr}) => [baseLr, maxLr],
  ),
  exponentialDecay: known(
    s.exponentialDecay,
    {initialLearningRate: value, decaySteps: length, decayRate: between(1e-9, 1), staircase: fc.boolean()},
    ({initialLearningRate}) => [0, initialLearningRate],
  ),
  inverseSqrtDecay: known(
    s.inverseSqrtDecay,
    {initialLearningRate: value, decaySteps: part(length)},
    ({initialLearningRate}) => [0, initialLearningRate],
  ),
  inverseTimeDecay: known(
    s.inverseTimeDecay,
    {initialLearningRate: value, decaySteps: length, decayRate: value, staircase: fc.boolean()},
    ({initialLearningRate}) => [0, initialLearningRate],
  ),
  multiplicativeLR: known(
    s.multiplicativeLR,
    {initialLearningRate: value, lrLambda: fraction.map((factor) => (step: number) => 1 - factor / step)},
    ({initialLearningRate}) => [0, initialLearningRate],
    500,
  ),
  multiStepLR: known(
    s.multiStepLR,
    {initialLearningRate: value, milestones: integers, gamma: part(fraction)},
    ({initialLearningRate}) => [0, initialLearningRate],
  ),
  noam: known(
    s.noam,
    {modelSize: part(fc.integer({min: 1, max: 2048})), warmupSteps: part(length), factor: part(exponent)},
    ({modelSize = 512, warmupSteps = 4000, factor = 1}) => [0, factor / Math.sqrt(modelSize * warmupSteps)],
  ),
  oneCycleLR: known(
    s.oneCycleLR,
    {
      maxLr: value,
      totalSteps: fc.integer({min: 1, max: 1000}),
      pctStart: part(fraction),
      annealStrategy: part(fc.constantFrom('cos', 'linear')),
      threePhase: fc.boolean(),
      divFactor: part(between(0.5, 100)),
      finalDivFactor: part(between(0.5, 1e5)),
    },
    ({maxLr, divFactor = 25, finalDivFactor = 1e4}) => [
      maxLr,
      maxLr / divFactor,
      maxLr / divFactor / finalDivFactor,
    ],
  ),
  piecewiseConstantDecay: known(
    s.piecewiseConstantDecay,
    {
      boundaries: fc.tuple(length, length).map((list) => list.sort((a, b) => a - b)),
      values: fc.tuple(value, value, value),
    },
    ({values}) => values,
  ),
  piecewiseInterpolate: known(
    s.piecewiseInterpolate,
    {
      points: fc
        .array(fc.tuple(fc.integer({min: -10, max: 300}), between(1e-6, 10)), {minLength: 1, maxLength: 6})
        .map((list) => list.sort(([a], [b]) => a - b)),
      shape: part(fc.oneof(shape, fc.constant('exponential'))),
    },
    ({points}) => points.map(([, value]) => value),
  ),
  polynomialDecay: known(
    s.polynomialDecay,
    {
      initialLearningRate: value,
      decaySteps: length,
      endLearningRate: part(value),
      power: exponent,
      kDecay: exponent,
      cycle: fc.boolean(),
    },
    ({initialLearningRate, endLearningRate = 0.0001}) => [initialLearningRate, endLearningRate],
  ),
  tanhDecay: known(
    s.tanhDecay,
    {
      initialLearningRate: value,
      decaySteps: length,
      endLearningRate: part(value),
      lb: part(between(-10, 0)),
      ub: part(between(1, 10)),
    },
    ({initialLearningRate, endLearningRate = 0}) => [initialLearningRate, endLearningRate],
  ),
  warmupStableDecay: known(
    s.warmupStableDecay,
    {
      peakLearningRate: value,
      warmupSteps: lengthOrNone,
      stableSteps: lengthOrNone,
      decaySteps: lengthOrNone,
      minLearningRate: part(value),
      warmupType: part(fc.constantFrom('linear', 'cosine', '1-sqrt')),
      decayType: part(fc.constantFrom('linear', 'cosine', '1-sqrt')),
    },
    ({peakLearningRate, minLearningRate = 0}) => [peakLearningRate, minLearningRate],
  ),
};

const single = fc.oneof(...Object.values(simple));

/** A combinator around known schedules: what it makes of them and of their bounds. */
function combined<Options>(
  name: string,
  inner: Arbitrary<Known[]>,
  options: Arbitrary<Options>,
  combine: (schedules: Schedule[], options: Options) => Schedule,
  bounds: (of: {low: number; high: number}, options: Options, inner: Known[]) => {low: number; high: number},
): Arbitrary<Known> {
  return fc.tuple(inner, options).map(([inner, options]) => ({
    name,
    options: {of: inner, ...options},
    schedule: combine(
      inner.map(({schedule}) => schedule),
      options,
    ),
    ...bounds(hull(...inner.flatMap(({low, high}) => [low, high])), options, inner),
    farthest: Math.min(...inner.map(({farthest}) => farthest)),
  }));
}

function combinations(any: Arbitrary<Known>): Arbitrary<Known>[] {
  const one = fc.tuple(any) as Arbitrary<Known[]>;
  const some = fc.array(any, {minLength: 1, maxLength: 3});
  const positive = between(1e-6, 10);
  return [
    combined(
      'clamp',
      one,
      fc.record({min: value, max: between(10, 20)}),
      ([schedule], limits) => s.clamp(schedule!, limits),
      ({low, high}, {min, max}) => hull(...[low, high].map((end) => Math.min(Math.max(end, min), max))),
    ),
    combined(
      'delay',
      one,
      fc.record({steps: between(-300, 300)}),
      ([schedule], {steps}) => s.delay(schedule!, steps),
      (of) => of,
    ),
    combined(
      'join',
      some,
      fc.record({starts: integers.map((list) => [...list, 301, 302, 303].sort((a, b) => a - b))}),
      (schedules, {starts}) => s.join(schedules.map((schedule, i) => [i && starts[i]!, schedule])),
      (of) => of,
    ),
    combined(
      'product',
      some,
      fc.constant({}),
      (schedules) => s.product(...schedules),
      (_of, _options, inner) => ({
        low: inner.reduce((product, {low}) => product * low, 1),
        high: inner.reduce((product, {high}) => product * high, 1),
      }),
    ),
    combined(
      'repeat',
      one,
      fc.record({
        steps: length,
        lengthFactor: part(fc.oneof(fc.constantFrom(1, 1.5, 2), between(1, 3))),
        heightFactor: part(
          fc.oneof(
            fraction,
            fc.constant((cycle: number) => 1 / (1 + cycle)),
          ),
        ),
        floor: value,
        cycles: part(fc.integer({min: 1, max: 9})),
      }),
      ([schedule], options) => s.repeat(schedule!, options as never),
      ({low, high}, {floor}) => hull(low, high, floor),
    ),
    combined(
      'scale',
      one,
      fc.record({factor: value}),
      ([schedule], {factor}) => s.scale(schedule!, factor),
      ({low, high}, {factor}) => ({low: low * factor, high: high * factor}),
    ),
    combined(
      'warmup',
      one,
      fc.oneof(
        fc.record({steps: lengthOrNone, from: value, to: part(value), shape, prefix: fc.boolean()}),
        fc.record({
          steps: lengthOrNone,
          from: positive,
          to: positive,
          shape: fc.constant('exponential' as const),
          prefix: fc.boolean(),
        }),
      ),
      ([schedule], options) => s.warmup(schedule!, options as never),
      ({low, high}, {from, to = low}) => hull(low, high, from, to),
    ),
  ];
}

/** Any schedule or combination, of combinations too. */
export const anySchedule = fc.letrec<{any: Known}>((tie) => ({
  any: fc.oneof(
    {maxDepth: 2},
    {weight: 3, arbitrary: single},
    {weight: 2, arbitrary: fc.oneof(...combinations(tie('any')))},
  ),
})).any;

/** One of the schedules that Keras has, with what Keras would have written of it. */
export const kerasSchedule = fc
  .constantFrom(
    'CosineDecay',
    'CosineDecayRestarts',
    'ExponentialDecay',
    'InverseTimeDecay',
    'PiecewiseConstantDecay',
    'PolynomialDecay',
  )
  .chain((name) =>
    simple[name[0]!.toLowerCase() + name.slice(1)]!.map(({schedule, options}) => {
      const snakeCased = Object.entries(options as object).map(([option, value]) => [
        option.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        value,
      ]);
      return {schedule, serialized: {class_name: name, config: Object.fromEntries(snakeCased)}};
    }),
  );
