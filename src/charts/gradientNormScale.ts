import type {GradientNormCurve} from './GradientNormCurve.js';
import {roomy} from './roomy.js';

/**
 * Ends of the axis of norms: those of all that is drawn. A threshold that is far above all of them or, on a log axis, far
 * below, as one that never or always acts, does not press them together: it is cut off.
 */
export function gradientNormDomain(
  {median, p99, threshold}: Pick<GradientNormCurve, 'median' | 'p99' | 'threshold'>,
  scale: 'linear' | 'log',
): readonly [number, number] {
  const isDrawn = (one: number | null): one is number =>
    one !== null && Number.isFinite(one) && (scale === 'linear' || one > 0);
  const norms = [...median, ...p99].filter(isDrawn);
  const low = norms.reduce((least, one) => Math.min(least, one), Infinity);
  const high = norms.reduce((most, one) => Math.max(most, one), -Infinity);
  const isNear = (one: number): boolean =>
    scale === 'linear' ? one <= 2 * high : one <= 10 * high && one >= low / 10;
  const thresholds = threshold.filter(isDrawn);
  return roomy([...norms, ...thresholds.filter((one) => norms.length === 0 || isNear(one))], scale);
}
