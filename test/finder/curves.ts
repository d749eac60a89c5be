import {mulberry32} from '../../src/internal/mulberry32.js';
import {rangeOfRates} from '../../src/finder/rangeOfRates.js';

/** A hundred rates from 1e-7 to 10. */
export const rates: readonly number[] = Object.freeze(Array.from({length: 100}, (_, i) => rangeOfRates()(i)));

/** Draws from a normal distribution, the same each time. */
export function normal(seed: number): () => number {
  const random = mulberry32(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Falls from 2.3 to 0.3 around `center`. */
export const falling = (rate: number, center = 0.01): number =>
  0.3 + 2 / (1 + Math.exp((Math.log10(rate) - Math.log10(center)) / 0.4));

/** Falls around 0.01 and rises from 1 on. */
export const bowl = (rate: number): number => falling(rate) + 0.3 * rate ** 2;

export const along = (loss: (rate: number, step: number) => number): number[] => rates.map(loss);
