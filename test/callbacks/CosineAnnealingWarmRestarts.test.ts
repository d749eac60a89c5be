import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  CosineAnnealingWarmRestarts,
  cosineAnnealingWarmRestarts,
  cosineDecayRestarts,
  learningRateMonitor,
  LearningRateScheduler,
  sample,
  type CosineAnnealingWarmRestartsOptions,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);

/** The rate of each update, two an epoch, with an optimizer whose own rate is 0.5. */
async function stepRates(options: CosineAnnealingWarmRestartsOptions): Promise<number[]> {
  const monitor = learningRateMonitor();
  await tinyModel(tf.train.sgd(0.5)).fit(x, y, {
    ...{batchSize: 4, epochs: 10, verbose: 0},
    callbacks: [cosineAnnealingWarmRestarts(options), monitor],
  });
  return monitor.steps.learningRate;
}

const close = (values: number[]) => values.map((value) => expect.closeTo(value, 12));

describe('CosineAnnealingWarmRestarts', () => {
  it('is a LearningRateScheduler, and what cosineAnnealingWarmRestarts makes', () => {
    expect(cosineAnnealingWarmRestarts({t0: 1, by: 'step'})).toBeInstanceOf(CosineAnnealingWarmRestarts);
    expect(cosineAnnealingWarmRestarts({t0: 1, by: 'step'})).toBeInstanceOf(LearningRateScheduler);
  });

  it("begins each period with the optimizer's own rate, each as long as the first", async () => {
    const rates = await stepRates({t0: 4, by: 'step'});
    expect(rates).toEqual(
      close(sample(cosineDecayRestarts({initialLearningRate: 0.5, firstDecaySteps: 4, tMul: 1}), 20)),
    );
    expect([0, 4, 8, 12, 16].map((step) => rates[step])).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
  });

  it('makes the periods longer, from a rate to a floor of its own', async () => {
    const rates = await stepRates({t0: 2, tMult: 2, etaMin: 0.02, initialLearningRate: 0.1, by: 'step'});
    const restarts = cosineDecayRestarts({initialLearningRate: 0.1, firstDecaySteps: 2, alpha: 0.2});
    expect(rates).toEqual(close(sample(restarts, 20)));
    expect([0, 2, 6, 14].map((step) => rates[step])).toEqual([0.1, 0.1, 0.1, 0.1]);
  });

  it('by epoch, counts epochs', async () => {
    const rates = await stepRates({t0: 2, tMult: 2, by: 'epoch'});
    const restarts = cosineDecayRestarts({initialLearningRate: 0.5, firstDecaySteps: 2});
    expect(rates).toEqual(close(sample(restarts, 10).flatMap((rate) => [rate, rate])));
  });

  it('begins with the same rate in a second fit', async () => {
    const model = tinyModel(tf.train.sgd(0.5));
    for (let fit = 0; fit < 2; fit++) {
      const monitor = learningRateMonitor();
      const callbacks = [cosineAnnealingWarmRestarts({t0: 4, by: 'epoch'}), monitor];
      await model.fit(x, y, {epochs: 3, verbose: 0, callbacks});
      expect(monitor.epochs.learningRate[0]).toBe(0.5);
    }
  });

  it.each([
    [{by: 'step'}, 'CosineAnnealingWarmRestarts: `t0` must be a finite number > 0; got undefined.'],
    [
      {t0: 5, by: 'step', tMult: 0.5},
      'CosineAnnealingWarmRestarts: `tMult` must be a finite number >= 1; got 0.5.',
    ],
    [
      {t0: 5, by: 'step', etaMin: -1},
      'CosineAnnealingWarmRestarts: `etaMin` must be a finite number >= 0; got -1.',
    ],
    [{t0: 5}, "CosineAnnealingWarmRestarts: `by` must be 'step' or 'epoch'; got undefined."],
    [{t_0: 5, by: 'step'}, 'CosineAnnealingWarmRestarts: unknown option `t_0`; did you mean `t0`?'],
  ])('refuses %p', (options, message) => {
    expect(() => cosineAnnealingWarmRestarts(options as never)).toThrow(message);
  });
});
