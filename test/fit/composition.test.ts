import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  getLearningRate,
  learningRateMonitor,
  learningRateScheduler,
  reduceLROnPlateau,
  setLearningRate,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);
const schedule = (index: number) => 0.5 ** index;
const never = {monitor: 'loss', patience: 1, minDelta: 1e6, factor: 0.1};

/** The rate of each update, two an epoch. */
async function rates(make: () => tf.Callback[], epochs = 3): Promise<number[]> {
  const monitor = learningRateMonitor();
  await tinyModel(tf.train.sgd(1)).fit(x, y, {
    ...{batchSize: 4, epochs, verbose: 0},
    callbacks: [...make(), monitor],
  });
  return monitor.steps.learningRate;
}

describe('a schedule and a plateau', () => {
  it.each([
    ['the schedule first', (a: tf.Callback, b: tf.Callback) => [a, b]],
    ['the plateau first', (a: tf.Callback, b: tf.Callback) => [b, a]],
  ])('multiply, %s', async (_order, list) => {
    const byEpoch = await rates(() => list(learningRateScheduler(schedule), reduceLROnPlateau(never)), 4);
    // Epoch rates 1, 1/2, 1/4, 1/8, and after the second epoch and each later one a tenth of what there was.
    const hand = [1, 0.5, 0.25 * 0.1, 0.125 * 0.01];
    expect(byEpoch).toEqual(hand.flatMap((rate) => [expect.closeTo(rate, 15), expect.closeTo(rate, 15)]));

    const byStep = await rates(() =>
      list(learningRateScheduler({schedule, by: 'step'}), reduceLROnPlateau(never)),
    );
    const handByStep = [1, 1 / 2, 1 / 4, 1 / 8, 0.1 / 16, 0.1 / 32];
    expect(byStep).toEqual(handByStep.map((rate) => expect.closeTo(rate, 15)));
  });

  it('look at the floor only when reducing: the schedule may go below it', async () => {
    const plateau = () => reduceLROnPlateau({...never, factor: 0.5, minLr: 0.2});
    const seen = await rates(() => [learningRateScheduler(schedule), plateau()], 4);
    // Reduced after epoch 1 from 0.5 to 0.25, which is a scale of 1/2; 0.25 · 1/2 is below the floor and stays.
    expect(seen).toEqual([1, 1, 0.5, 0.5, 0.125, 0.125, 0.0625, 0.0625]);
  });

  it('give the function of the scheduler the base, without what the plateau took off', async () => {
    const given: number[] = [];
    const compound = (_epoch: number, learningRate: number) => {
      given.push(learningRate);
      return learningRate / 2;
    };
    const seen = await rates(() => [learningRateScheduler(compound), reduceLROnPlateau(never)]);
    expect(given).toEqual([1, 0.5, 0.25]);
    expect(seen[4]).toBeCloseTo(0.0125, 15);
  });

  it('begin anew from a rate that somebody sets in between', async () => {
    const model = tinyModel(tf.train.sgd(1));
    const monitor = learningRateMonitor();
    const compound = (_epoch: number, learningRate: number) => learningRate / 2;
    await model.fit(x, y, {
      ...{batchSize: 8, epochs: 4, verbose: 0},
      callbacks: [
        learningRateScheduler(compound),
        reduceLROnPlateau({...never, factor: 0.5}),
        monitor,
        new tf.CustomCallback({
          onEpochEnd: (epoch) => {
            if (epoch === 1) setLearningRate(model.optimizer, 0.8);
          },
        }),
      ],
    });
    expect(monitor.epochs.learningRate).toEqual([0.5, 0.25, 0.4, 0.1]);
  });

  it('keep the scale from fit to fit, as the rate of the optimizer stays', async () => {
    const model = tinyModel(tf.train.sgd(1));
    const list = () => [learningRateScheduler(schedule), reduceLROnPlateau(never)];
    await model.fit(x, y, {epochs: 2, verbose: 0, callbacks: list()});
    expect(getLearningRate(model.optimizer)).toBe(0.05);
    await model.fit(x, y, {epochs: 3, initialEpoch: 2, verbose: 0, callbacks: list()});
    expect(getLearningRate(model.optimizer)).toBeCloseTo(0.025, 15);
  });

  it('go on in another process as if nothing had happened', async () => {
    const make = () => [
      learningRateScheduler((_epoch: number, learningRate: number) => learningRate * 0.9),
      reduceLROnPlateau({...never, patience: 2, factor: 0.5}),
    ];
    const run = async (callbacks: tf.Callback[], initialEpoch: number, epochs: number) => {
      const monitor = learningRateMonitor();
      await tinyModel(tf.train.sgd(1)).fit(x, y, {
        ...{initialEpoch, epochs, verbose: 0},
        callbacks: [...callbacks, monitor],
      });
      return monitor.epochs.learningRate;
    };
    const whole = await run(make(), 0, 6);
    for (const k of [1, 3, 5]) {
      const first = make();
      const begun = await run(first, 0, k);
      const second = make();
      second.forEach((callback, i) => callback.setState(JSON.parse(JSON.stringify(first[i]!.getState()))));
      const ended = await run(second, k, 6);
      expect([...begun, ...ended]).toEqual(whole);
    }
  });
});
