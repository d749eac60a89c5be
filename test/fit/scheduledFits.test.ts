import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  cosineAnnealingWarmRestarts,
  cosineDecay,
  cosineDecayRestarts,
  cyclicalLearningRate,
  cyclicLR,
  learningRateMonitor,
  learningRateScheduler,
  oneCycle,
  oneCycleLR,
  sample,
  seededShuffle,
  warmup,
  type Schedule,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(12);
const [epochs, batchSize, totalSteps] = [5, 4, 15];
const warm = warmup(cosineDecay({initialLearningRate: 0.1, decaySteps: 10}), {steps: 5});
const cycle = {baseLr: 0.01, maxLr: 0.1, stepSizeUp: 3};

/** Each class with the schedule that it follows. */
const classes: [string, () => tf.Callback, Schedule][] = [
  ['LearningRateScheduler', () => learningRateScheduler({schedule: warm, by: 'step'}), warm],
  [
    'CosineAnnealingWarmRestarts',
    () => cosineAnnealingWarmRestarts({t0: 3, tMult: 2, initialLearningRate: 0.1, by: 'step'}),
    cosineDecayRestarts({initialLearningRate: 0.1, firstDecaySteps: 3}),
  ],
  ['CyclicalLearningRate', () => cyclicalLearningRate(cycle), cyclicLR(cycle)],
  ['OneCycle', () => oneCycle({maxLr: 0.1, totalSteps}), oneCycleLR({maxLr: 0.1, totalSteps})],
];

const close = (values: number[]) => values.map((value) => expect.closeTo(value, 12));
const make = () => tinyModel(tf.train.momentum(0.5, 0.9));

describe.each(classes)(
  'each update of a fit with %s has the rate of the schedule',
  (_name, callback, schedule) => {
    const wanted = close(sample(schedule, totalSteps));

    it('in fit', async () => {
      const monitor = learningRateMonitor();
      await make().fit(x, y, {epochs, batchSize, verbose: 0, callbacks: [callback(), monitor]});
      expect(monitor.steps.learningRate).toEqual(wanted);
    });

    it('in fitDataset', async () => {
      const monitor = learningRateMonitor();
      const batches = seededShuffle(x, y, {batchSize, seed: 1});
      await make().fitDataset(batches, {epochs, verbose: 0, callbacks: [callback(), monitor]});
      expect(monitor.steps.learningRate).toEqual(wanted);
    });

    it('in fits of one epoch each, with the weights of one fit', async () => {
      const [whole, parts] = [make(), make()];
      await whole.fit(x, y, {epochs, batchSize, shuffle: false, verbose: 0, callbacks: [callback()]});
      const rates: number[] = [];
      for (let epoch = 0; epoch < epochs; epoch++) {
        const monitor = learningRateMonitor();
        await parts.fit(x, y, {
          ...{initialEpoch: epoch, epochs: epoch + 1, batchSize, shuffle: false, verbose: 0},
          callbacks: [callback(), monitor],
        });
        rates.push(...monitor.steps.learningRate);
      }
      expect(rates).toEqual(wanted);
      expect(parts.getWeights().map((w) => w.dataSync())).toEqual(
        whole.getWeights().map((w) => w.dataSync()),
      );
    });
  },
);
