import {
  constant,
  cosineAnnealingLR,
  cosineDecay,
  cyclicLR,
  exponentialDecay,
  oneCycleLR,
  piecewiseConstantDecay,
  polynomialDecay,
  repeat,
  type Schedule,
} from 'tfjs-callbacks/schedules';
import {make} from '../calls/make.js';
import {scheduleCall} from '../calls/scheduleCall.js';
import type {Settings} from '../settings/Settings.js';

/** What schedules are made with. */
export const scheduleFunctions = {
  ...{cosineAnnealingLR, cosineDecay, cyclicLR, exponentialDecay, oneCycleLR},
  ...{piecewiseConstantDecay, polynomialDecay, repeat},
};

/** The rate of each step of a training, counted from 0, as far as a schedule decides it. */
export function scheduleOf(settings: Settings): Schedule {
  const course = scheduleCall(settings);
  return course ? (make(course, scheduleFunctions) as Schedule) : constant(settings.learningRate);
}
