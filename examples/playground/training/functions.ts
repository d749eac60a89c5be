import {initializers, layers, sequential, train} from '@tensorflow/tfjs';
import {
  clipGradients,
  cosineAnnealingWarmRestarts,
  cyclicalLearningRate,
  gradientNormMonitor,
  learningRateMonitor,
  learningRateScheduler,
  oneCycle,
  reduceLROnPlateau,
  terminateOnNaN,
} from 'tfjs-callbacks';
import type {Functions} from '../calls/make.js';
import {scheduleFunctions} from '../schedules/scheduleOf.js';

/** What trainings are made with. */
export const functions: Functions = {
  ...scheduleFunctions,
  ...{clipGradients, cosineAnnealingWarmRestarts, cyclicalLearningRate, gradientNormMonitor},
  ...{learningRateMonitor, learningRateScheduler, oneCycle, reduceLROnPlateau, terminateOnNaN},
  'tf.initializers.glorotNormal': initializers.glorotNormal,
  'tf.initializers.heNormal': initializers.heNormal,
  'tf.layers.dense': layers.dense,
  'tf.sequential': sequential,
  'tf.train.adadelta': train.adadelta,
  'tf.train.adagrad': train.adagrad,
  'tf.train.adam': train.adam,
  'tf.train.adamax': train.adamax,
  'tf.train.momentum': train.momentum,
  'tf.train.rmsprop': train.rmsprop,
  'tf.train.sgd': train.sgd,
};
