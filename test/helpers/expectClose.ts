import type {Tolerance} from './golden.js';

/** Passes when |got − want| ≤ absTol + relTol·|want|; NaN equals NaN and an infinity itself. */
export function isClose(got: number, want: number, {relTol, absTol}: Tolerance): boolean {
  if (!Number.isFinite(want)) return Object.is(got, want);
  return Math.abs(got - want) <= absTol + relTol * Math.abs(want);
}

/**
 * Compares numbers, and nested arrays and records of them, the way the golden files say. Everything that is not a
 * number must be equal. `at` names the value in the message.
 */
export function expectClose(got: unknown, want: unknown, tolerance: Tolerance, at = 'value'): void {
  if (typeof want === 'number' && typeof got === 'number') {
    if (!isClose(got, want, tolerance)) throw new Error(`${at}: got ${got}, want ${want}`);
  } else if (isObject(want) && isObject(got)) {
    const keys = Object.keys(want);
    const gotKeys = Object.keys(got);
    if (gotKeys.length !== keys.length) {
      throw new Error(`${at}: got ${gotKeys.length} entries, want ${keys.length}`);
    }
    for (const key of keys) expectClose(got[key], want[key], tolerance, `${at}[${key}]`);
  } else if (got !== want) {
    throw new Error(`${at}: got ${String(got)}, want ${String(want)}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
