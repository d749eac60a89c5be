import {Callback, type Sequential} from '@tensorflow/tfjs';
import {fit, stepsPerEpoch} from './network.js';

/** Notes the time as the first or as the last of a list. */
class Note extends Callback {
  at = 0;

  constructor(private readonly noted: {batchBegin?: number; batchEnd?: number}) {
    super();
  }

  override async onBatchBegin(batch: number): Promise<void> {
    if (batch === this.noted.batchBegin) this.at -= performance.now();
  }

  override async onBatchEnd(batch: number): Promise<void> {
    if (batch === this.noted.batchEnd) this.at += performance.now();
  }
}

/**
 * Fits, and gives the milliseconds that the steps took, from the begin of an epoch's first batch to the end of its last:
 * without what callbacks do when training or an epoch begins or ends.
 */
export async function timeOfSteps(model: Sequential, callbacks: Callback[], epochs: number): Promise<number> {
  const first = new Note({batchBegin: 0});
  const last = new Note({batchEnd: stepsPerEpoch - 1});
  await fit(model, {epochs, callbacks: [first, ...callbacks, last]});
  return first.at + last.at;
}
