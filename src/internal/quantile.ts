import {lerp} from './lerp.js';

/**
 * The value that a fraction of the sorted values do not exceed: between two of them along a straight line, as NumPy does
 * it. Undefined when there are none.
 */
export function quantile(sorted: ArrayLike<number>, fraction: number): number | undefined {
  const place = (sorted.length - 1) * fraction;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  // Not between two infinite ones, which would be NaN.
  return low === undefined || high === undefined || low === high ? low : lerp(low, high, place % 1);
}
