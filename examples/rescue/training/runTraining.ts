import {Callback, dispose, initializers, layers, sequential, train, type Sequential} from '@tensorflow/tfjs';
import {
  constant,
  getLearningRate,
  learningRateScheduler,
  RecoverOnDivergence,
  TerminateOnNaN,
  warmup,
  type BatchPlace,
} from 'tfjs-callbacks';
import type {Curves, Job} from './Job.js';
import {rescueOf} from './rescues.js';
import {surface} from './surface.js';

export const peak = 0.6;
export const warmupUpdates = 600;
export const batchSize = 50;
export const points = 2000;
const updatesPerEpoch = points / batchSize;

/** Trains once. All trainings have the same first weights and the same batches. */
export async function runTraining({rescue, epochs}: Omit<Job, 'backend'>): Promise<Curves> {
  const {around, callback: make} = rescueOf(rescue);
  const [data, test] = [surface(points, 1), surface(500, 2)];
  const momentum = train.momentum(peak, 0.9);
  const model = buildModel();
  model.compile({optimizer: around?.(momentum) ?? momentum, loss: 'meanSquaredError'});
  const schedule = warmup(constant(peak), {steps: warmupUpdates});
  const callback = make?.();
  const rates = new Rates();

  const {history} = await model.fit(data.x, data.y, {
    ...{epochs, batchSize, shuffle: false, verbose: 0, validationData: [test.x, test.y]},
    callbacks: [...(callback ? [callback] : []), learningRateScheduler({schedule, by: 'step'}), rates],
  });
  const errors = (history['val_loss'] ?? []) as number[];
  dispose([data, test] as never);
  model.optimizer.dispose();
  model.dispose();

  const after = ({epoch, batch}: BatchPlace) => epoch * updatesPerEpoch + batch + 1;
  const events = callback instanceof RecoverOnDivergence ? callback.events : [];
  const stopped = callback instanceof TerminateOnNaN ? callback.stopped : undefined;
  return {
    errors: errors.map((error) => (Number.isFinite(error) ? error : null)),
    rates: rates.values,
    recoveries: events.map(after),
    stopped: stopped ? after(stopped) : null,
  };
}

/** The rate at the end of each epoch. */
class Rates extends Callback {
  readonly values: number[] = [];
  override async onEpochEnd(): Promise<void> {
    this.values.push(getLearningRate(this.model.optimizer));
  }
}

function buildModel(): Sequential {
  const kernelInitializer = (seed: number) => initializers.heNormal({seed});
  return sequential({
    layers: [
      layers.dense({units: 32, inputShape: [2], activation: 'elu', kernelInitializer: kernelInitializer(1)}),
      layers.dense({units: 32, activation: 'elu', kernelInitializer: kernelInitializer(2)}),
      layers.dense({units: 1, kernelInitializer: kernelInitializer(3)}),
    ],
  });
}
