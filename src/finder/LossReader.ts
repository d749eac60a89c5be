import type {Scalar} from '@tensorflow/tfjs';

/** On these a read waits for all that was asked for before; the others have the number at once. */
const late = ['webgl', 'webgpu'];

/** How many later batches may be trained on a backend before a loss is waited for. */
export function patienceOn(backend: string): number {
  return late.includes(backend) ? 4 : 0;
}

/** Gives losses back in order: at once, or as many batches late as its patience says. */
export class LossReader {
  readonly #patience: number;
  readonly #pending: Promise<number>[] = [];

  constructor(patience: number) {
    this.#patience = patience;
  }

  /** Begins to read a loss; the tensor may be disposed right after. */
  add(loss: number | Scalar): void {
    this.#pending.push(this.#read(loss));
  }

  /** The next loss in order, when it is time to wait for it, or when all are wanted. */
  next(all = false): Promise<number> | undefined {
    return this.#pending.length > (all ? 0 : this.#patience) ? this.#pending.shift() : undefined;
  }

  async #read(loss: number | Scalar): Promise<number> {
    if (typeof loss === 'number') return loss;
    if (this.#patience === 0) return loss.dataSync()[0]!;
    const copy = loss.clone();
    try {
      return (await copy.data())[0]!;
    } finally {
      copy.dispose();
    }
  }
}
