import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  getMomentum,
  learningRateMonitor,
  LearningRateScheduler,
  OneCycle,
  oneCycle,
  oneCycleLR,
  sample,
  type OneCycleOptions,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);

/** The rate and the momentum of each update, two an epoch. */
async function readings(
  options: OneCycleOptions,
  args: tf.ModelFitArgs = {},
  optimizer: tf.Optimizer = tf.train.momentum(0.5, 0.5),
  momentum = true,
) {
  const monitor = learningRateMonitor({momentum});
  await tinyModel(optimizer).fit(x, y, {
    ...{batchSize: 4, epochs: 10, verbose: 0, ...args},
    callbacks: [oneCycle(options), monitor],
  });
  return monitor.steps;
}

describe('OneCycle', () => {
  it('is a LearningRateScheduler, and what oneCycle makes', () => {
    expect(oneCycle({maxLr: 0.1})).toBeInstanceOf(OneCycle);
    expect(oneCycle({maxLr: 0.1})).toBeInstanceOf(LearningRateScheduler);
  });

  it('takes the length of the fit, and moves rate and momentum the other way round', async () => {
    const {learningRate, momentum} = await readings({maxLr: 0.1, pctStart: 0.25, annealStrategy: 'linear'});
    expect(learningRate).toEqual(
      sample(oneCycleLR({maxLr: 0.1, totalSteps: 20, pctStart: 0.25, annealStrategy: 'linear'}), 20),
    );
    expect([momentum[0], momentum[2], momentum[4], momentum[19]]).toEqual([
      0.95,
      expect.closeTo(0.9, 12),
      0.85,
      0.95,
    ]);
    expect(momentum.indexOf(Math.min(...momentum))).toBe(learningRate.indexOf(Math.max(...learningRate)));
  });

  it('by epoch, counts epochs', async () => {
    const {learningRate} = await readings({maxLr: 0.1, by: 'epoch'});
    const epochs = sample(oneCycleLR({maxLr: 0.1, totalSteps: 10}), 10);
    expect(learningRate).toEqual(epochs.flatMap((rate) => [rate, rate]));
  });

  it('stays at its lowest when the training is longer', async () => {
    const {learningRate, momentum} = await readings({maxLr: 0.1, totalSteps: 12});
    expect(new Set(learningRate.slice(11))).toEqual(new Set([0.1 / 25 / 1e4]));
    expect(new Set(momentum.slice(11))).toEqual(new Set([0.95]));
  });

  it('drives beta1 of Adam', async () => {
    const adam = tf.train.adam(0.1);
    const {momentum} = await readings({maxLr: 0.1, baseMomentum: 0.6, maxMomentum: 0.8}, {}, adam);
    expect(momentum[5]).toBe(0.6);
    expect(momentum.at(-1)).toBe(0.8);
    expect(getMomentum(adam)).toBe(0.8);
  });

  it('leaves the momentum alone when told so', async () => {
    const {momentum} = await readings({maxLr: 0.1, cycleMomentum: false});
    expect(new Set(momentum)).toEqual(new Set([0.5]));
  });

  it('refuses an optimizer without momentum at train begin, and has changed nothing', async () => {
    const sgd = tf.train.sgd(0.5);
    await expect(readings({maxLr: 0.1}, {}, sgd, false)).rejects.toThrow(
      new TypeError(
        'OneCycle: `optimizer` must have a numeric `momentum`; got an instance of SGDOptimizer, which has ' +
          "learningRate. Pass missing: 'ignore' to leave it out.",
      ),
    );
    expect(sgd.getConfig()['learningRate']).toBe(0.5);
  });

  it('ignores that it has none when told so, and drives the rate', async () => {
    const {learningRate} = await readings({maxLr: 0.1, missing: 'ignore'}, {}, tf.train.sgd(0.5), false);
    expect(learningRate).toEqual(sample(oneCycleLR({maxLr: 0.1, totalSteps: 20}), 20));
  });

  it('in a data set of unknown size says what to pass, and takes it', async () => {
    const dataset = tf.data.generator(function* () {
      for (let batch = 0; batch < 2; batch++) yield {xs: tf.ones([4, 2]), ys: tf.ones([4, 1])};
    } as () => Iterator<{xs: tf.Tensor; ys: tf.Tensor}>);
    const fit = async (options: Partial<OneCycleOptions>) => {
      const monitor = learningRateMonitor();
      const callbacks = [oneCycle({maxLr: 0.1, cycleMomentum: false, ...options}), monitor];
      await tinyModel().fitDataset(dataset, {epochs: 5, verbose: 0, callbacks});
      return monitor.steps.learningRate;
    };
    await expect(fit({})).rejects.toThrow(
      new TypeError(
        'OneCycle: `plan.totalSteps` must be known when training begins; got a data set of unknown size. ' +
          'Pass stepsPerEpoch to OneCycle, or batchesPerEpoch to fitDataset.',
      ),
    );
    expect(await fit({stepsPerEpoch: 2})).toEqual(sample(oneCycleLR({maxLr: 0.1, totalSteps: 10}), 10));
  });

  it.each([
    [{}, 'OneCycle: `maxLr` must be a finite number >= 0; got undefined.'],
    [{maxLr: 0.1, totalSteps: 0}, 'OneCycle: `totalSteps` must be an integer >= 1; got 0.'],
    [{maxLr: 0.1, pctStart: 1.5}, 'OneCycle: `pctStart` must be a number from 0 to 1; got 1.5.'],
    [
      {maxLr: 0.1, annealStrategy: 'exp'},
      "OneCycle: `annealStrategy` must be 'cos' or 'linear'; got \"exp\".",
    ],
    [{maxLr: 0.1, baseMomentum: 1}, 'OneCycle: `baseMomentum` must be a number >= 0 and < 1; got 1.'],
    [{maxLr: 0.1, cycleMomentum: 'auto'}, 'OneCycle: `cycleMomentum` must be true or false; got "auto".'],
    [{maxLr: 0.1, by: 'batch'}, "OneCycle: `by` must be 'step' or 'epoch'; got \"batch\"."],
    [{max_lr: 0.1}, 'OneCycle: unknown option `max_lr`; did you mean `maxLr`?'],
    [undefined, 'OneCycle: `options` must be an object; got undefined.'],
  ])('refuses %p', (options, message) => {
    expect(() => oneCycle(options as never)).toThrow(message);
  });
});
