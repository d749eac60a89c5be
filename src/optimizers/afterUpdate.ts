import type {Optimizer} from '@tensorflow/tfjs';

/** What every optimizer of tfjs calls at the end of an update; tfjs declares it protected. */
interface Counting {
  incrementIterations(): void;
}

interface Watch {
  readonly listeners: Set<() => void>;
  /** Leaves the optimizer as it was. */
  readonly end: () => void;
}

const watches = new WeakMap<Optimizer, Watch>();

/**
 * Calls back at the end of each update that an optimizer makes, or a wrapper leaves out, before any `onBatchEnd`.
 *
 * @returns What ends it; when all have ended it, the optimizer is as it was.
 */
export function afterUpdate(optimizer: Optimizer, listener: () => void): () => void {
  const {listeners, end} = watches.get(optimizer) ?? watched(optimizer);
  listeners.add(listener);
  return () => {
    if (listeners.delete(listener) && listeners.size === 0) end();
  };
}

function watched(optimizer: Optimizer): Watch {
  const counting = optimizer as unknown as Counting;
  const own = Object.getOwnPropertyDescriptor(optimizer, 'incrementIterations');
  const {incrementIterations} = counting;
  const listeners = new Set<() => void>();
  counting.incrementIterations = () => {
    incrementIterations.call(optimizer);
    for (const listener of listeners) listener();
  };
  const end = () => {
    watches.delete(optimizer);
    Reflect.deleteProperty(optimizer, 'incrementIterations');
    if (own) Object.defineProperty(optimizer, 'incrementIterations', own);
  };
  const watch = {listeners, end};
  watches.set(optimizer, watch);
  return watch;
}
