import {summary, type Summary} from '../../common/claims/summary.js';
import type {Runs} from './Claim.js';

export interface Agreement {
  /** Name of the training. */
  name: string;
  which: 'training' | 'test';
  ours: Summary;
  keras: Summary;
  /** Whether our median lies within Keras's range, widened by 0.03 at both ends. */
  agrees: boolean;
}

const margin = 0.03;
const keys = {training: 'acc', test: 'val_acc'} as const;

/** Compares the accuracies after the last epoch, over the seeds that have the training, with Keras's. */
export function agreement(name: string, ours: readonly Runs[], keras: readonly Runs[]): Agreement[] {
  const final = (seeds: readonly Runs[], key: 'acc' | 'val_acc') =>
    seeds.flatMap((runs) => runs[name]?.[key].at(-1) ?? []);
  return (['training', 'test'] as const).flatMap((which) => {
    const own = final(ours, keys[which]);
    const theirs = final(keras, keys[which]);
    if (own.length === 0 || theirs.length === 0) return [];
    const [mine, range] = [summary(own), summary(theirs)];
    const agrees = mine.median >= range.min - margin && mine.median <= range.max + margin;
    return {name, which, ours: mine, keras: range, agrees};
  });
}
