import type {Callback} from '@tensorflow/tfjs';
import {
  inverseTimeDecay,
  learningRateMonitor,
  learningRateScheduler,
  reduceLROnPlateau,
} from 'tfjs-callbacks';

const schedule = inverseTimeDecay({initialLearningRate: 0.01, decaySteps: 1, decayRate: 0.1});

export const scheduleByStep = (): Callback => learningRateScheduler({schedule, by: 'step'});
export const monitor = (): Callback => learningRateMonitor();
export const plateau = (): Callback => reduceLROnPlateau({monitor: 'loss'});

/** The three callbacks as a user would give them to a fit. */
export const threeCallbacks = (): Callback[] => [scheduleByStep(), monitor(), plateau()];
