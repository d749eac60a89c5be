import {Callback, type ModelFitArgs} from '@tensorflow/tfjs';
import type {Measurement} from './Measurement.js';
import {fit, network} from './network.js';
import {threeCallbacks} from './threeCallbacks.js';

const seconds = 2;
const every = 50;

class AtBatchEnd extends Callback {
  constructor(private readonly run: () => void) {
    super();
  }

  override async onBatchEnd(): Promise<void> {
    this.run();
  }
}

/** How often a timer fires during a fit, beside tfjs alone: with its own yielding, and with a list of instances. */
export const timerTicks: Measurement = {
  name: `a ${every} ms timer in a fit of ${seconds} s with our callbacks`,
  unit: 'ticks',
  async measure() {
    return {
      measured: await ticks((stop) => ({callbacks: [...threeCallbacks(), new AtBatchEnd(stop)]})),
      atLeast: 10,
      beside: {
        "tfjs, yieldEvery 'auto'": await ticks((stop) => ({
          callbacks: {onBatchEnd: stop},
          yieldEvery: 'auto',
        })),
        'tfjs, [Callback]': await ticks((stop) => ({callbacks: [new AtBatchEnd(stop)]})),
      },
    };
  },
};

/** `stop` is to be called at the end of each batch; when the time is over it ends the fit. */
async function ticks(options: (stop: () => void) => ModelFitArgs): Promise<number> {
  const model = network();
  let count = 0;
  const timer = setInterval(() => (count += 1), every);
  const end = performance.now() + 1000 * seconds;
  const stop = () => {
    if (performance.now() >= end) model.stopTraining = true;
  };
  await fit(model, {epochs: 1_000_000, ...options(stop)});
  clearInterval(timer);
  model.dispose();
  return count;
}
