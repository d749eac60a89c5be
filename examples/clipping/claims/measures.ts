import {summary} from '../../common/claims/summary.js';
import type {Curves} from '../training/Job.js';

/** What a training comes to. Plain JSON. */
export interface Measures {
  /** Median of the last five test errors; null when that is not finite. */
  error: number | null;
  /** Whether the last test error is NaN or infinite. */
  diverged: boolean;
  /** Of those that are finite. */
  largestNorm: number;
  medianNorm: number;
  /** Of all updates, those whose gradients were clipped. */
  clippedShare: number;
}

export function measures({errors, norms, clipped}: Curves): Measures {
  const {median: error} = summary(errors.slice(-5).map((value) => value ?? Infinity));
  const finite = norms.filter((norm) => norm !== null);
  const {median: medianNorm, max: largestNorm} = summary(finite);
  return {
    error: Number.isFinite(error) ? error : null,
    diverged: errors.at(-1) === null,
    largestNorm,
    medianNorm,
    clippedShare: clipped.at(-1)! / norms.length,
  };
}
