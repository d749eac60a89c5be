import {mersenne} from 'pure-rand/generator/mersenne';
import {check, uint32} from '../../../src/internal/check.js';

/** A stream of NumPy's legacy random numbers; every call goes on where the last one stopped. */
export interface RandomState {
  /** An integer from 0 to 2³² − 1. */
  uint32(): number;
  /** A number in [0, 1). */
  randomSample(): number;
  /** A number in [low, high). */
  uniform(low: number, high: number): number;
  /** A normally distributed number. */
  normal(mean: number, standardDeviation: number): number;
  /** An integer from 0 to `max`. */
  interval(max: number): number;
  /** The integers from 0 to `length` − 1 in random order. */
  permutation(length: number): number[];
}

/** The same numbers as `numpy.random.RandomState(seed)`: MT19937, normals by Marsaglia's polar method. */
export function randomState(seed: number): RandomState {
  check('randomState', 'seed', seed, uint32);
  const generator = mersenne(seed);
  let kept: number | undefined;

  const next = () => generator.next() >>> 0;
  const randomSample = () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;

  function standardNormal(): number {
    if (kept !== undefined) {
      const normal = kept;
      kept = undefined;
      return normal;
    }
    for (;;) {
      const x1 = 2 * randomSample() - 1;
      const x2 = 2 * randomSample() - 1;
      const squared = x1 * x1 + x2 * x2;
      if (squared >= 1 || squared === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(squared)) / squared);
      kept = scale * x1;
      return scale * x2;
    }
  }

  function interval(max: number): number {
    if (max === 0) return 0;
    const mask = 2 ** (32 - Math.clz32(max)) - 1;
    for (;;) {
      const value = (next() & mask) >>> 0;
      if (value <= max) return value;
    }
  }

  function permutation(length: number): number[] {
    const order = Array.from({length}, (_, i) => i);
    for (let i = length - 1; i > 0; i--) {
      const j = interval(i);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }

  return {
    uint32: next,
    randomSample,
    uniform: (low, high) => low + (high - low) * randomSample(),
    normal: (mean, standardDeviation) => mean + standardDeviation * standardNormal(),
    interval,
    permutation,
  };
}
