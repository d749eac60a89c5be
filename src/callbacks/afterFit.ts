import type {LayersModel} from '@tensorflow/tfjs';
import {trainerOf} from '../state/Trainer.js';

const watches = new WeakMap<object, Set<() => void>>();

/**
 * Calls back at the end of the fit that is running, whatever ends it: of an error no hook is told, and all that tfjs then
 * does is to note that the model no longer trains.
 *
 * It is called as in a hook, before tfjs notes it, and not at all when no fit is running. Afterwards the model is as it
 * was.
 */
export function afterFit(model: LayersModel, listener: () => void): void {
  const trainer = trainerOf(model);
  if (!trainer.isTraining) return;
  const listeners = watches.get(trainer) ?? watched(trainer);
  listeners.add(listener);
}

function watched(trainer: object): Set<() => void> {
  const listeners = new Set<() => void>();
  const field = {configurable: true, enumerable: true};
  Object.defineProperty(trainer, 'isTraining', {
    ...field,
    get: () => true,
    set(value: boolean) {
      for (const listener of listeners) {
        try {
          listener();
        } catch {
          // The error that has ended the fit is the one to be seen.
        }
      }
      watches.delete(trainer);
      Object.defineProperty(trainer, 'isTraining', {...field, writable: true, value});
    },
  });
  watches.set(trainer, listeners);
  return listeners;
}
