import type {LayersModel} from '@tensorflow/tfjs';
import {trainerOf} from '../state/Trainer.js';

const watches = new WeakMap<object, (() => void)[]>();

/**
 * Calls back at the end of the fit that is running, whatever ends it: of an error no hook is told, and all that tfjs then
 * does is to note that the model no longer trains.
 *
 * It is called as in a hook, before tfjs notes it, and not at all when no fit is running. Afterwards the model is as it
 * was.
 *
 * Listeners are called in the order in which they came, those that are to be `first` before the others.
 */
export function afterFit(model: LayersModel, listener: () => void, place?: 'first'): void {
  const trainer = trainerOf(model);
  if (!trainer.isTraining) return;
  const listeners = watches.get(trainer) ?? watched(trainer);
  listeners[place ? 'unshift' : 'push'](listener);
}

function watched(trainer: object): (() => void)[] {
  const listeners: (() => void)[] = [];
  // Another copy of this library may be watching, too.
  const before = Object.getOwnPropertyDescriptor(trainer, 'isTraining')!;
  Object.defineProperty(trainer, 'isTraining', {
    configurable: true,
    enumerable: true,
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
      Object.defineProperty(trainer, 'isTraining', before);
      Object.assign(trainer, {isTraining: value});
    },
  });
  watches.set(trainer, listeners);
  return listeners;
}
