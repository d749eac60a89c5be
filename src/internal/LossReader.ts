import type {Scalar} from '@tensorflow/tfjs';
import {readLoss, readsLate} from './readLoss.js';

/** How many later batches may be trained on a backend before a loss is waited for. */
export function patienceOn(backend: string): number {
  return readsLate(backend) ? 4 : 0;
}

/** Gives losses back in order: at once, or as many batches late as its patience says. */
export class LossReader {
  readonly #patience: number;
  readonly #pending: (number | Promise<number>)[] = [];

  constructor(patience: number) {
    this.#patience = patience;
  }

  /** Begins to read a loss; the tensor may be disposed right after. */
  add(loss: number | Scalar): void {
    this.#pending.push(readLoss(loss, this.#patience > 0));
  }

  /** The next loss in order, when it is time to wait for it, or when all are wanted. */
  next(all = false): Promise<number> | undefined {
    if (this.#pending.length <= (all ? 0 : this.#patience)) return undefined;
    return Promise.resolve(this.#pending.shift()!);
  }
}
