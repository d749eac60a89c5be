import type {Callback, Optimizer} from '@tensorflow/tfjs';
import {clipGradients, recoverOnDivergence, terminateOnNaN} from 'tfjs-callbacks';

/** What keeps a training from being lost, if anything does. */
interface Rescue {
  /** Puts the optimizer into another. */
  readonly around?: (optimizer: Optimizer) => Optimizer;
  readonly callback?: () => Callback;
}

export const recovery = {snapshotFreq: 10, spikeFactor: 10, maxRetries: 10};

/** In the order of the report, where what comes later lies on top. */
const rescues = {
  nothing: {},
  clip: {around: (optimizer) => clipGradients(optimizer, {globalNorm: 1})},
  recover: {callback: () => recoverOnDivergence(recovery)},
  terminate: {callback: () => terminateOnNaN()},
} satisfies Record<string, Rescue>;

export type RescueName = keyof typeof rescues;
export const rescueNames = Object.keys(rescues) as RescueName[];

export function rescueOf(name: RescueName): Rescue {
  return rescues[name];
}
