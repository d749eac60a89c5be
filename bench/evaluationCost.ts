import {
  clamp,
  constant,
  cosineAnnealingLR,
  cosineDecay,
  cosineDecayRestarts,
  cyclicLR,
  exponentialDecay,
  inverseSqrtDecay,
  inverseTimeDecay,
  join,
  multiplicativeLR,
  multiStepLR,
  noam,
  oneCycleLR,
  piecewiseConstantDecay,
  piecewiseInterpolate,
  polynomialDecay,
  tanhDecay,
  warmup,
  warmupStableDecay,
  type Schedule,
} from 'tfjs-callbacks/schedules';
import {interleaved} from './interleaved.js';
import type {Measurement} from './Measurement.js';
import {median, medianRatio} from './median.js';

const calls = 2 ** 18;
const empty: Schedule = () => 0;

const initialLearningRate = 0.01;
const fall = {initialLearningRate, decaySteps: 3000};
const cycle = {baseLr: initialLearningRate, maxLr: 0.1, stepSizeUp: 100};
const points = [
  [0, 0.01],
  [1000, 0.1],
  [3000, 0],
] as const;

const single: Readonly<Record<string, Schedule>> = {
  constant: constant(initialLearningRate),
  cosineAnnealingLR: cosineAnnealingLR({initialLearningRate, tMax: 300}),
  cosineDecay: cosineDecay(fall),
  'cosineDecay, warm-up': cosineDecay({...fall, warmupTarget: 0.1, warmupSteps: 500}),
  cosineDecayRestarts: cosineDecayRestarts({initialLearningRate, firstDecaySteps: 100}),
  'cosineDecayRestarts, mMul 0.9': cosineDecayRestarts({
    initialLearningRate,
    firstDecaySteps: 100,
    mMul: 0.9,
  }),
  cyclicLR: cyclicLR(cycle),
  'cyclicLR, exp_range': cyclicLR({...cycle, mode: 'exp_range', gamma: 0.999}),
  exponentialDecay: exponentialDecay({initialLearningRate, decaySteps: 100, decayRate: 0.9}),
  inverseSqrtDecay: inverseSqrtDecay({initialLearningRate}),
  inverseTimeDecay: inverseTimeDecay({initialLearningRate, decaySteps: 1, decayRate: 0.1}),
  multiplicativeLR: multiplicativeLR({initialLearningRate, lrLambda: () => 0.999}),
  multiStepLR: multiStepLR({initialLearningRate, milestones: [1000, 2000, 3000]}),
  noam: noam(),
  oneCycleLR: oneCycleLR({maxLr: 0.1, totalSteps: 4096}),
  piecewiseConstantDecay: piecewiseConstantDecay({boundaries: [1000, 3000], values: [0.1, 0.01, 0.001]}),
  piecewiseInterpolate: piecewiseInterpolate({points}),
  polynomialDecay: polynomialDecay(fall),
  'polynomialDecay, power 0.9': polynomialDecay({...fall, power: 0.9}),
  tanhDecay: tanhDecay(fall),
  warmupStableDecay: warmupStableDecay({
    ...{peakLearningRate: 0.1, warmupSteps: 500},
    ...{stableSteps: 2000, decaySteps: 1500},
  }),
};

/** Warmed up, joined and clamped. */
const combined = clamp(
  join([
    [0, warmup(cosineDecay(fall), {steps: 500})],
    [3500, exponentialDecay({initialLearningRate, decaySteps: 100, decayRate: 0.9})],
  ]),
  {min: 1e-4},
);

const schedules = {...single, 'warmup, join and clamp': combined};

let total = 0;

/** Adds up the values at many steps; the sums are kept, so that no call can be left out. */
function evaluate(schedule: Schedule): void {
  let sum = 0;
  for (let i = 0; i < calls; i += 1) sum += schedule(i & 4095);
  total += sum;
}

/** What an evaluation of each schedule costs, in calls of an empty closure. */
export const evaluationCosts: Measurement[] = Object.entries(schedules).map(([name, schedule]) => ({
  name: `an evaluation of ${name}`,
  unit: 'empty calls',
  async measure() {
    // When all schedules have come by in the same loop, the compiler can build none of them into it, nor the empty one.
    for (const each of Object.values(schedules)) evaluate(each);
    const times = await interleaved(60, {
      empty: () => evaluate(empty),
      schedule: () => evaluate(schedule),
    });
    if (!Number.isFinite(total)) throw new Error(`the sum of the values must be finite; got ${total}`);
    return {
      measured: medianRatio(times.schedule, times.empty),
      atMost: schedule === combined ? 30 : 10,
      beside: {ns: (1e6 * median(times.schedule)) / calls, 'empty, ns': (1e6 * median(times.empty)) / calls},
    };
  },
}));
