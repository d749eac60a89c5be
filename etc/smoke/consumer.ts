import type * as tf from '@tensorflow/tfjs';
import {
  combine,
  fromPlan,
  learningRateMonitor,
  LearningRateScheduler,
  polynomialDecay,
  reduceLROnPlateau,
  type ReduceLROnPlateauOptions,
  type Schedule,
} from 'tfjs-callbacks';
import {csvLogger, type CSVLoggerOptions} from 'tfjs-callbacks/node';
import {exponentialDecay} from 'tfjs-callbacks/schedules';

const options: ReduceLROnPlateauOptions = {monitor: 'loss', patience: 2};
const log: CSVLoggerOptions = {filename: 'training.csv', append: true};
// @ts-expect-error the option is called minLr
reduceLROnPlateau({min_lr: 0});

const halves: Schedule = exponentialDecay({initialLearningRate: 1, decaySteps: 1, decayRate: 0.5});
const planned = fromPlan(({learningRate, totalSteps}) =>
  polynomialDecay({initialLearningRate: learningRate, decaySteps: totalSteps}),
);

export async function train(model: tf.LayersModel, x: tf.Tensor, y: tf.Tensor): Promise<number[]> {
  const monitor = learningRateMonitor({momentum: false});
  await model.fit(x, y, {callbacks: [reduceLROnPlateau(options), monitor, csvLogger(log)]});
  await model.fit(x, y, {
    callbacks: combine([
      {onEpochEnd: async (epoch: number) => console.log(epoch, halves(epoch))},
      new LearningRateScheduler({schedule: planned, by: 'step'}),
    ]),
  });
  return monitor.epochs.learningRate;
}
