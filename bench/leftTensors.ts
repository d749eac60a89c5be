import {Callback, memory, type ModelFitArgs, type Optimizer, type Sequential} from '@tensorflow/tfjs';
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
import {callbacks, type Measured} from './callbacks.js';
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
  'combine of several': () =>
    combine([
      {onEpochEnd: () => {}},
      learningRateScheduler({schedule, by: 'step'}),
      learningRateMonitor(),
      plateau(),
    ]),
};

type Run = (model: Sequential) => Promise<unknown>;

/** How many tensors are there after many runs that were not there before, with one run for a start. */
async function left(run: Run, optimizer?: Optimizer): Promise<number> {
  const model = network(optimizer);
  await run(model);
  const before = memory().numTensors;
  for (let i = 0; i < fits; i += 1) await run(model);
  const after = memory().numTensors;
  model.dispose();
  return after - before;
}

function leftBy(name: string, run: Run): Measurement {
  return {
    name: `${fits} fits with ${name}`,
    unit: 'tensors left',
    measure: async () => ({measured: await left(run), atLeast: 0, atMost: 0, beside: {}}),
  };
}

/** Throws in the first epoch, at the end of a batch or of the epoch by turns. */
function throwing(turn: number): Callback {
  const hook = turn % 2 === 0 ? 'onBatchEnd' : 'onEpochEnd';
  const callback = new (class extends Callback {})();
  return Object.assign(callback, {[hook]: () => Promise.reject(new Error('thrown'))});
}

/** Fits that throw, with callbacks or without. */
function failing(create: () => Callback[]): Run {
  let turn = 0;
  return async (model) => {
    turn += 1;
    try {
      await fit(model, {epochs, callbacks: [...create(), throwing(turn)]});
    } catch (error) {
      if ((error as Error).message !== 'thrown') throw error;
    }
  };
}

/** Of fits that throw only what tfjs does not leave by itself counts. */
function leftByCallback([name, {idle, busy = idle!, optimizer}]: [string, Measured]): Measurement {
  return {
    name: `${fits} fits with ${name}, ${fits} that throw`,
    unit: 'tensors left',
    async measure() {
      const tfjs = await left(
        failing(() => []),
        optimizer?.(),
      );
      const whole = await left((model) => fit(model, {epochs, callbacks: [busy()]}), optimizer?.());
      const thrown = await left(
        failing(() => [busy()]),
        optimizer?.(),
      );
      return {
        measured: whole + thrown - tfjs,
        atLeast: 0,
        atMost: 0,
        beside: {'that ended': whole, 'that threw': thrown, 'that threw, tfjs alone': tfjs},
      };
    },
  };
}

/** How many tensors are there after many fits that were not there before. */
export const leftTensors: Measurement[] = [
  ...Object.entries(lists).map(([name, list]) =>
    leftBy(name, (model) => fit(model, {epochs, callbacks: list()})),
  ),
  leftBy('seededShuffle', (model) =>
    model.fitDataset(seededShuffle(x, y, {seed: 1}), {epochs, verbose: 0, callbacks: combine([plateau()])}),
  ),
  ...Object.entries(callbacks).map(leftByCallback),
];
