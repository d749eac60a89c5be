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
import {install, type ClipFunctions} from 'tfjs-callbacks/install';
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

export function extended(tfjs: typeof tf & ClipFunctions): [tf.Optimizer, tf.Scalar] {
  install(tfjs);
  const rate: Schedule = tfjs.train.exponentialDecay(0.1, 10, 0.5);
  const wait: number = tfjs.callbacks.reduceLROnPlateau({patience: 2}).getState().wait;
  // @ts-expect-error the option is called minLr
  tfjs.callbacks.reduceLROnPlateau({min_lr: wait});
  const [, norm] = tfjs.clipByGlobalNorm([tfjs.scalar(1)], 1);
  return [tfjs.train.adam(rate, 0.9), norm];
}
