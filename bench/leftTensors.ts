import {memory, type ModelFitArgs, type Sequential} from '@tensorflow/tfjs';
import {
  combine,
  exponentialDecay,
  fromPlan,
  learningRateMonitor,
  learningRateScheduler,
  polynomialDecay,
  reduceLROnPlateau,
  seededShuffle,
} from 'tfjs-callbacks';
import type {Measurement} from './Measurement.js';
import {fit, network, x, y} from './network.js';

const fits = 50;
const epochs = 2;

const schedule = exponentialDecay({initialLearningRate: 0.01, decaySteps: 100, decayRate: 0.9});
const toZero = fromPlan(({learningRate, totalSteps}) =>
  polynomialDecay({initialLearningRate: learningRate, decaySteps: totalSteps, endLearningRate: 0}),
);
/** Reduces in every second epoch. */
const plateau = () => reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 1000});

const lists: Readonly<Record<string, () => NonNullable<ModelFitArgs['callbacks']>>> = {
  'a schedule by step': () => [learningRateScheduler({schedule, by: 'step'})],
  'a schedule by epoch': () => [learningRateScheduler({schedule: toZero, by: 'epoch'})],
  learningRateMonitor: () => [learningRateMonitor()],
  reduceLROnPlateau: () => [plateau()],
  'combine of all': () =>
    combine([
      {onEpochEnd: () => {}},
      learningRateScheduler({schedule, by: 'step'}),
      learningRateMonitor(),
      plateau(),
    ]),
};

function leftBy(name: string, run: (model: Sequential) => Promise<unknown>): Measurement {
  return {
    name: `${fits} fits with ${name}`,
    unit: 'tensors left',
    async measure() {
      const model = network();
      await run(model);
      const before = memory().numTensors;
      for (let i = 0; i < fits; i += 1) await run(model);
      const after = memory().numTensors;
      model.dispose();
      return {measured: after - before, atLeast: 0, atMost: 0, beside: {before, after}};
    },
  };
}

/** How many tensors are there after many fits that were not there before. */
export const leftTensors: Measurement[] = [
  ...Object.entries(lists).map(([name, callbacks]) =>
    leftBy(name, (model) => fit(model, {epochs, callbacks: callbacks()})),
  ),
  leftBy('seededShuffle', (model) =>
    model.fitDataset(seededShuffle(x, y, {seed: 1}), {epochs, verbose: 0, callbacks: combine([plateau()])}),
  ),
];
