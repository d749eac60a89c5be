import {macrotask} from './macrotask.js';

/** How long one training may keep the event loop from turning. */
const patience = 150;

const ofFit = new WeakMap<object, EventLoop>();

/**
 * Keeps the event loop turning during a fit: tfjs does not, once the list of callbacks begins with a class instance.
 *
 * One macrotask is always pending. While others let the loop turn it just runs; only when it has been pending for too
 * long is it waited for.
 */
export class EventLoop {
  readonly #now: () => number;
  #pending: Promise<void> | undefined;
  #since = 0;

  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /** The one of a fit; tfjs gives all callbacks of a fit the same `params`. */
  static of(params: object): EventLoop {
    const eventLoop = ofFit.get(params) ?? new EventLoop();
    ofFit.set(params, eventLoop);
    return eventLoop;
  }

  /** To be awaited between batches. */
  async turn(): Promise<void> {
    if (this.#pending !== undefined && this.#now() - this.#since >= patience) await this.#pending;
    this.#pending ??= this.#post();
  }

  async #post(): Promise<void> {
    this.#since = this.#now();
    await macrotask();
    this.#pending = undefined;
  }
}
