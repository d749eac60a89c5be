import {macrotask} from './macrotask.js';

/** How long a fit may keep the event loop from turning, in milliseconds. */
const patience = 150;

/** For each fit that has one, the macrotask that is pending, and since when. */
const pending = new WeakMap<object, {turned: Promise<void>; since: number}>();

/**
 * Keeps the event loop turning during a fit: tfjs does not, once the list of callbacks begins with a class instance.
 *
 * One macrotask of a fit is always pending. While others let the loop turn it just runs; only when it has been pending
 * for too long is it to be waited for.
 *
 * @param fit - The `params` that tfjs gives to all callbacks of a fit.
 * @returns What to wait for, if anything.
 */
export function turnEventLoop(fit: object): Promise<void> | undefined {
  const waiting = pending.get(fit);
  const post = () => {
    const turned = macrotask().then(() => void pending.delete(fit));
    pending.set(fit, {turned, since: performance.now()});
  };
  if (!waiting) post();
  else if (performance.now() - waiting.since >= patience) return waiting.turned.then(post);
  return undefined;
}
