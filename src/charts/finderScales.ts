import {roomy} from './roomy.js';

/** Ends of the axis of rates: those of all that is drawn, and some of no rates. */
export function finderXDomain(rates: readonly number[]): readonly [number, number] {
  const drawn = rates.filter((rate) => rate > 0);
  const low = drawn.reduce((least, rate) => Math.min(least, rate), Infinity);
  const high = drawn.reduce((most, rate) => Math.max(most, rate), 0);
  if (drawn.length === 0) return [1e-7, 10];
  return low < high ? [low, high] : [low / 10, high * 10];
}

/**
 * Ends of the axis of losses: from the lowest to the highest before the curve's lowest point, without the highest
 * twentieth. So neither a spike nor the divergence makes the fall small.
 */
export function finderYDomain(
  losses: readonly number[],
  smoothedLosses: readonly number[],
  scale: 'linear' | 'log',
): readonly [number, number] {
  const isDrawn = (loss: number) => Number.isFinite(loss) && (scale === 'linear' || loss > 0);
  const drawn = smoothedLosses.filter(isDrawn);
  const lowest = smoothedLosses.indexOf(drawn.reduce((least, loss) => Math.min(least, loss), Infinity));
  // A curve that only rises is drawn as a whole.
  const to = lowest < losses.length / 10 ? losses.length : lowest + 1;
  const seen = [...losses.slice(0, to), ...smoothedLosses.slice(0, to)].filter(isDrawn).sort((a, b) => a - b);
  const high = seen[Math.ceil(0.95 * (seen.length - 1))];
  if (high === undefined) return scale === 'linear' ? [0, 1] : [0.1, 1];
  const low = losses.filter(isDrawn).reduce((least, loss) => Math.min(least, loss), high);
  // What comes behind the fall needs some room above it.
  return roomy(scale === 'linear' ? [low, high + (high - low) / 5] : [low, high ** 1.2 / low ** 0.2], scale);
}

/** The height of the curve at a rate, in a line between two points of the log axis; that of an end beyond it. */
export function heightAt(
  rate: number,
  learningRates: readonly number[],
  smoothedLosses: readonly number[],
): number {
  const after = learningRates.findIndex((one) => one >= rate);
  if (after <= 0) return smoothedLosses.at(after)!;
  const [left, right] = [learningRates[after - 1]!, learningRates[after]!];
  const t = Math.log(rate / left) / Math.log(right / left);
  return smoothedLosses[after - 1]! * (1 - t) + smoothedLosses[after]! * t;
}
