import {macrotask} from './macrotask.js';

/** How long a fit may keep the event loop from turning, in milliseconds. */
const patience = 150;

/** For each fit that has one, since when a macrotask is pending. */
const pending = new WeakMap<object, number>();

/**
 * Keeps the event loop turning during a fit: tfjs does not, once the list of callbacks begins with a class instance.
 *
 * One macrotask of a fit is always pending. While others let the loop turn it just runs; only when it has been pending
 * for too long is the loop to be waited for.
 *
 * @param fit - The `params` that tfjs gives to all callbacks of a fit.
 * @returns What to wait for, if anything.
 */
export function turnEventLoop(fit: object): Promise<void> | undefined {
  const since = pending.get(fit);
  const post = () => {
    pending.set(fit, performance.now());
    void macrotask().then(() => pending.delete(fit));
  };
  if (since === undefined) post();
  // Twice: a page draws its frame between two, and a training that goes on after the first is ahead of it.
  else if (performance.now() - since >= patience) return macrotask().then(macrotask).then(post);
  return undefined;
}
