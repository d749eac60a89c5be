import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  CyclicalLearningRate,
  cyclicalLearningRate,
  cyclicLR,
  learningRateMonitor,
  LearningRateScheduler,
  sample,
  type CyclicalLearningRateOptions,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);
const triangle = {baseLr: 0.01, maxLr: 0.09, stepSizeUp: 2, stepSizeDown: 6};

/** The rate and the momentum of each update, two an epoch. */
async function readings(
  options: CyclicalLearningRateOptions,
  optimizer: tf.Optimizer = tf.train.momentum(0.5, 0.5),
  momentum = true,
) {
  const monitor = learningRateMonitor({momentum});
  await tinyModel(optimizer).fit(x, y, {
    ...{batchSize: 4, epochs: 10, verbose: 0},
    callbacks: [cyclicalLearningRate(options), monitor],
  });
  return monitor.steps;
}

describe('CyclicalLearningRate', () => {
  it('is a LearningRateScheduler, and what cyclicalLearningRate makes', () => {
    expect(cyclicalLearningRate(triangle)).toBeInstanceOf(CyclicalLearningRate);
    expect(cyclicalLearningRate(triangle)).toBeInstanceOf(LearningRateScheduler);
  });

  it('goes up and down, the momentum down and up', async () => {
    const {learningRate, momentum} = await readings(triangle);
    expect(learningRate).toEqual(sample(cyclicLR(triangle), 20));
    expect(momentum.slice(0, 9)).toEqual(
      [0.9, 0.85, 0.8, 0.8 + 0.1 / 6, 0.8 + 0.2 / 6, 0.85, 0.8 + 0.4 / 6, 0.8 + 0.5 / 6, 0.9].map((m) =>
        expect.closeTo(m, 12),
      ),
    );
  });

  it('halves the triangles of both in triangular2', async () => {
    const {learningRate, momentum} = await readings({...triangle, mode: 'triangular2', maxMomentum: 0.96});
    expect([2, 10, 18].map((step) => learningRate[step])).toEqual(
      [0.09, 0.05, 0.03].map((rate) => expect.closeTo(rate, 12)),
    );
    expect([2, 10, 18].map((step) => momentum[step])).toEqual(
      [0.8, 0.88, 0.92].map((m) => expect.closeTo(m, 12)),
    );
  });

  it("takes a height of one's own", async () => {
    const {learningRate} = await readings({...triangle, scaleFn: (cycle) => 1 / cycle, cycleMomentum: false});
    expect(learningRate[10]).toBeCloseTo(0.05, 12);
  });

  it('by epoch, counts epochs', async () => {
    const {learningRate} = await readings({...triangle, by: 'epoch'});
    expect(learningRate).toEqual(sample(cyclicLR(triangle), 10).flatMap((rate) => [rate, rate]));
  });

  it('leaves the momentum alone when told so', async () => {
    const {momentum} = await readings({...triangle, cycleMomentum: false});
    expect(new Set(momentum)).toEqual(new Set([0.5]));
  });

  it('refuses an optimizer without momentum, or ignores it', async () => {
    await expect(readings(triangle, tf.train.adagrad(0.1), false)).rejects.toThrow(
      new TypeError(
        'CyclicalLearningRate: `optimizer` must have a numeric `momentum`; got an instance of AdagradOptimizer, ' +
          "which has learningRate, initialAccumulatorValue. Pass missing: 'ignore' to leave it out.",
      ),
    );
    const {learningRate} = await readings({...triangle, missing: 'ignore'}, tf.train.adagrad(0.1), false);
    expect(learningRate).toEqual(sample(cyclicLR(triangle), 20));
  });

  it.each([
    [
      {...triangle, mode: 'square'},
      "CyclicalLearningRate: `mode` must be 'triangular' or 'triangular2' or 'exp_range'; got \"square\".",
    ],
    [{...triangle, stepSizeUp: 0}, 'CyclicalLearningRate: `stepSizeUp` must be a finite number > 0; got 0.'],
    [
      {...triangle, maxMomentum: -1},
      'CyclicalLearningRate: `maxMomentum` must be a number >= 0 and < 1; got -1.',
    ],
    [
      {...triangle, step_size_up: 3},
      'CyclicalLearningRate: unknown option `step_size_up`; did you mean `stepSizeUp`?',
    ],
  ])('refuses %p', (options, message) => {
    expect(() => cyclicalLearningRate(options as never)).toThrow(message);
  });
});
