import type {LayersModel} from '@tensorflow/tfjs';
import type {Snapshot} from '../state/snapshot.js';

/** The models that a callback holds in memory, and as JSON what there is to know of them. */
export interface Holding {
  readonly models: readonly Snapshot[];
  readonly notes: object;
}

/** Per callback: what it holds now. */
const current = new WeakMap<object, () => Holding>();
/** Per callback: what its next fit begins with. */
const next = new WeakMap<object, (model: LayersModel) => Holding>();

/** What a callback holds, if it ever held anything. */
export function holdingOf(callback: object): Holding | undefined {
  return current.get(callback)?.();
}

/** Lets the next fit of a callback begin with what was held once; it makes the snapshots when it begins. */
export function holdAgain(callback: object, holding: ((model: LayersModel) => Holding) | undefined): void {
  if (holding) next.set(callback, holding);
  else next.delete(callback);
}

/** Tells what a callback holds in the fit that begins, and gives what it begins with, if anything. */
export function holdFor(
  callback: {readonly model: LayersModel},
  holding: () => Holding,
): Holding | undefined {
  current.set(callback, holding);
  const again = next.get(callback);
  next.delete(callback);
  return again?.(callback.model);
}
