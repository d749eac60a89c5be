import type {Scalar} from '@tensorflow/tfjs';

/** On these the number is at hand; on others, such as graphics cards, a read waits for all that was asked for before. */
const prompt = ['cpu', 'wasm', 'tensorflow'];

/** Whether a backend gives a number later than it is asked for. */
export function readsLate(backend: string): boolean {
  return !prompt.includes(backend);
}

/** The number of a loss: at once, or when it has arrived. The tensor may be disposed right after the call. */
export function readLoss(loss: number | Scalar, late: boolean): number | Promise<number> {
  if (typeof loss === 'number') return loss;
  return late ? arriving(loss.clone()) : loss.dataSync()[0]!;
}

async function arriving(copy: Scalar): Promise<number> {
  try {
    return (await copy.data())[0]!;
  } finally {
    copy.dispose();
  }
}
