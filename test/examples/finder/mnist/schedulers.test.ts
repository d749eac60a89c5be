import {describe, expect, it} from '@jest/globals';
import {ones, sequential, layers, train} from '@tensorflow/tfjs';
import {learningRateMonitor} from '../../../../src/index.js';
import {about, names, schedulers, type Scheduler} from '../../../../examples/finder/mnist/schedulers.js';

/** The rates of 30 updates, in ten of tfjs's epochs. */
async function ratesOf(name: Scheduler): Promise<number[]> {
  const model = sequential({layers: [layers.dense({units: 1, inputShape: [1]})]});
  model.compile({optimizer: train.momentum(0.1, 0.9), loss: 'meanSquaredError'});
  const monitor = learningRateMonitor();
  const x = ones([3, 1]);
  await model.fit(x, x, {
    ...{epochs: 10, batchSize: 1, verbose: 0, validationData: [x, x]},
    callbacks: [schedulers[name](0.1), monitor],
  });
  return [...monitor.steps.learningRate];
}

describe('schedulers', () => {
  it.each(names)('%s never goes above the rate that was found, and reaches it', async (name) => {
    const rates = await ratesOf(name);
    expect(rates).toHaveLength(30);
    expect(Math.max(...rates)).toBeCloseTo(0.1, 3);
    expect(Math.max(...rates)).toBeLessThanOrEqual(0.1);
    expect(about[name]).toBeTruthy();
  });

  it('step falls to a fifth after each third', async () => {
    const rates = await ratesOf('step');
    expect([rates[9], rates[10], rates[19], rates[20]].map((rate) => rate!.toFixed(6))).toEqual(
      [0.1, 0.02, 0.02, 0.004].map((rate) => rate.toFixed(6)),
    );
  });
});
