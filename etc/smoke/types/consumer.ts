import type * as tf from '@tensorflow/tfjs';
import {
  clipGradients,
  combine,
  earlyStopping,
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
      earlyStopping({monitor: 'loss', restoreBestWeights: true}),
    ]),
  });
  return monitor.epochs.learningRate;
}

export function wrong(optimizer: tf.Optimizer): void {
  // @ts-expect-error the option is called minLr
  reduceLROnPlateau({min_lr: 0});
  // @ts-expect-error with exactOptionalPropertyTypes an option is there or not
  reduceLROnPlateau({patience: undefined});
  // @ts-expect-error there are auto, min and max
  reduceLROnPlateau({mode: 'lower'});
  // @ts-expect-error there is no default for the length of a decay
  exponentialDecay({initialLearningRate: 1, decayRate: 0.5});
  // @ts-expect-error by the epoch or by the step
  new LearningRateScheduler({schedule: halves});
  // @ts-expect-error by one norm or the other
  clipGradients(optimizer, {norm: 1, globalNorm: 1});
  // @ts-expect-error a name of a file
  csvLogger({});
  // @ts-expect-error a schedule gives a number
  const schedule: Schedule = (step) => `${step}`;
  console.log(schedule);
}
