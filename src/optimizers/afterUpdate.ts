import type {Optimizer} from '@tensorflow/tfjs';

/** What every optimizer of tfjs calls at the end of an update; tfjs declares it protected. */
interface Counting {
  incrementIterations(): void;
}

const listeners = new WeakMap<Optimizer, Set<() => void>>();

/**
 * Calls back at the end of each update that an optimizer makes, before any `onBatchEnd`.
 *
 * @returns What ends it, and then leaves the optimizer as it was.
 */
export function afterUpdate(optimizer: Optimizer, listener: () => void): () => void {
  const counting = optimizer as unknown as Counting;
  const called = listeners.get(optimizer) ?? new Set();
  if (called.size === 0) {
    listeners.set(optimizer, called);
    const {incrementIterations} = counting;
    counting.incrementIterations = () => {
      incrementIterations.call(optimizer);
      for (const each of called) each();
    };
  }
  called.add(listener);
  return () => {
    called.delete(listener);
    if (called.size === 0) Reflect.deleteProperty(optimizer, 'incrementIterations');
  };
}
