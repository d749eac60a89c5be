import type {Result} from './Measurement.js';
import type {Line} from './settle.js';

const widths = [48, 13, 28, 8];

const aligned = (cells: string[]): string =>
  cells
    .map((cell, i) => cell.padEnd(widths[i] ?? 0))
    .join('  ')
    .trimEnd();

export const heading = aligned(['what', 'unit', 'measured', 'limit', '']);

/** A line as text; of one measured more than once, all tries. */
export function row({name, unit, ok, tries}: Line): string {
  const last = tries.at(-1)!;
  const limit = limitOf(last);
  const beside = Object.entries(last.beside).map(([what, value]) => `${what}: ${short(value)}`);
  return aligned([
    name,
    unit,
    tries.map(({measured}) => short(measured)).join(', then '),
    limit,
    [limit && (ok ? 'ok' : 'OVER'), `(${beside.join('; ')})`].filter(Boolean).join('  '),
  ]);
}

function limitOf({atMost, atLeast}: Result): string {
  if (atMost !== undefined && atMost === atLeast) return `= ${short(atMost)}`;
  if (atMost !== undefined) return `<= ${short(atMost)}`;
  return atLeast === undefined ? '' : `>= ${short(atLeast)}`;
}

const short = (value: number): string => String(Number(value.toPrecision(4)));
