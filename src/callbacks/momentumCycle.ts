import {flag, oneOf, positiveCount, proportion, onOff, type Rules} from '../internal/check.js';
import type {LearningRateSchedulerOptions} from './LearningRateScheduler.js';

/** How a callback that cycles the learning rate counts and reports. */
export interface CycleOptions extends Pick<LearningRateSchedulerOptions, 'stepsPerEpoch' | 'verbose'> {
  /** What its lengths count: updates, or epochs. @defaultValue 'step' */
  by?: 'step' | 'epoch';
}

/** How a callback that cycles the learning rate drives the momentum: high while the rate is low. */
export interface MomentumCycleOptions {
  /** Whether to drive the momentum: that of Momentum and RMSProp, beta1 of Adam and Adamax. @defaultValue true */
  cycleMomentum?: boolean;
  /** The momentum while the rate is highest, \>= 0 and \< 1. */
  baseMomentum?: number;
  /** The momentum while the rate is lowest, \>= 0 and \< 1. */
  maxMomentum?: number;
  /** What to do when the optimizer has no momentum: fail at train begin, or leave it out. @defaultValue 'throw' */
  missing?: 'throw' | 'ignore';
}

export const momentumCycleRules = {
  cycleMomentum: flag,
  baseMomentum: proportion,
  maxMomentum: proportion,
  missing: oneOf('throw', 'ignore'),
} satisfies Rules<MomentumCycleOptions>;

export const cycleRules = {
  by: oneOf('step', 'epoch'),
  stepsPerEpoch: positiveCount,
  verbose: onOff,
} satisfies Rules<CycleOptions>;
