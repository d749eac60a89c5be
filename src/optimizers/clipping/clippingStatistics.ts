import {cast, concat, reshape, tidy} from '@tensorflow/tfjs';
import {quantile} from '../../internal/quantile.js';
import {countWaiting, type ClippingTally} from './ClippingTally.js';

/** What {@link ClippedOptimizer.stats} gives. */
export interface ClippingStatistics {
  /** Updates that came, those left out included. */
  steps: number;
  /** Updates of which a gradient was changed. */
  clipped: number;
  /** Updates that were left out, because a gradient was not finite. */
  skipped: number;
  /** Global norms before clipping, the latest last. */
  norms: number[];
  /** The last of `norms`, undefined before the first update. */
  last: number | undefined;
  /** Half of `norms` are at most this. One that is not finite counts as the largest. */
  median: number | undefined;
  /** 99 of 100 are at most this. */
  p99: number | undefined;
}

/** Reads what was counted: one tensor where there is one, and nothing waits for it but the caller. */
export async function clippingStatistics(tally: ClippingTally, updates: number): Promise<ClippingStatistics> {
  countWaiting(tally);
  const {steps, skipped, clipped, device} = tally;
  const here = [...tally.norms];
  const [clippedThere = 0, ...there] = device ? await read(device) : [];
  const all = [...here, ...there];
  const norms = all.slice(Math.max(all.length - updates, 0));
  const sorted = Float64Array.from(norms).sort();
  return {
    ...{steps, clipped: clipped + clippedThere, skipped, norms},
    ...{last: norms.at(-1), median: quantile(sorted, 0.5), p99: quantile(sorted, 0.99)},
  };
}

async function read({clipped, norms}: NonNullable<ClippingTally['device']>): Promise<Iterable<number>> {
  const all = tidy(() => concat([reshape(cast(clipped, 'float32'), [1]), norms]));
  try {
    return await all.data();
  } finally {
    all.dispose();
  }
}
