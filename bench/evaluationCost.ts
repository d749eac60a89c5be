import {
  constant,
  exponentialDecay,
  inverseTimeDecay,
  piecewiseConstantDecay,
  polynomialDecay,
  type Schedule,
} from 'tfjs-callbacks/schedules';
import {interleaved} from './interleaved.js';
import type {Measurement} from './Measurement.js';
import {median, medianRatio} from './median.js';

const calls = 2 ** 18;
const empty: Schedule = () => 0;

const initialLearningRate = 0.01;
const schedules: Readonly<Record<string, Schedule>> = {
  constant: constant(initialLearningRate),
  exponentialDecay: exponentialDecay({initialLearningRate, decaySteps: 100, decayRate: 0.9}),
  inverseTimeDecay: inverseTimeDecay({initialLearningRate, decaySteps: 1, decayRate: 0.1}),
  piecewiseConstantDecay: piecewiseConstantDecay({boundaries: [1000, 3000], values: [0.1, 0.01, 0.001]}),
  polynomialDecay: polynomialDecay({initialLearningRate, decaySteps: 3000}),
  'polynomialDecay, power 0.9': polynomialDecay({initialLearningRate, decaySteps: 3000, power: 0.9}),
};

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
      atMost: 8,
      beside: {ns: (1e6 * median(times.schedule)) / calls, 'empty, ns': (1e6 * median(times.empty)) / calls},
    };
  },
}));
