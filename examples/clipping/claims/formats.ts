import {percent} from '../../common/claims/formats.js';

// How the numbers of this example are written.

/** An error of test sequences; one that is not finite is NaN. */
export const testError = (error: number): string => (Number.isFinite(error) ? error.toFixed(3) : 'NaN');

/** A share of another error. */
export const errorShare = (share: number): string => (Number.isFinite(share) ? percent(share) : 'NaN');

/** Two digits: 2,500 or 1.2e+9. */
export const norm = (value: number): string =>
  value < 1e6 ? Number(value.toPrecision(2)).toLocaleString('en') : value.toExponential(1);
