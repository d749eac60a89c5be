import type {LayersModel} from '@tensorflow/tfjs';
import {knownRate, restoreRate} from '../optimizers/rate.js';
import {capture, captureWeights, type Capture} from './Capture.js';
import {release, restore} from './restore.js';

const owner = 'snapshot';

/** What is held of a model for the length of a training. */
export interface Snapshot {
  /** For who backs it up. */
  readonly captured: Capture;
  restore(): void;
  /** The same, but the learning rate stays as it is now, base and scale. */
  restoreButRate(): void;
  dispose(): void;
}

/** The weights of a model, or its whole training state, to be put back. */
export function snapshot(model: LayersModel, what: 'weights' | 'state'): Snapshot {
  return snapshotOf(what === 'state' ? capture(model) : captureWeights(model));
}

/** The snapshot that holds a capture. */
export function snapshotOf(captured: Capture): Snapshot {
  const {model} = captured;
  return {
    captured,
    restore: () => restore(captured),
    restoreButRate() {
      const rate = knownRate(owner, model.optimizer);
      restore(captured);
      if (rate) restoreRate(owner, model.optimizer, rate);
    },
    dispose: () => release(captured),
  };
}
