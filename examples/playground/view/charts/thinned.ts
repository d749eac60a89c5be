import type {Table} from './Table.js';

/** The lowest and the highest of each part of a long line: it looks the same, and is drawn in no time. */
export function thinned([xs, ys]: Table, parts: number): Table {
  if (xs.length <= 2 * parts) return [xs, ys];
  const kept: [number[], (number | null)[]] = [[], []];
  const keep = (index: number) => {
    kept[0].push(xs[index]!);
    kept[1].push(ys[index]!);
  };
  for (let part = 0; part < parts; part++) {
    const begin = Math.floor((part * xs.length) / parts);
    const end = Math.floor(((part + 1) * xs.length) / parts);
    let lowest = begin;
    let highest = begin;
    for (let index = begin; index < end; index++) {
      const y = ys[index] ?? NaN;
      if (!(y >= (ys[lowest] ?? Infinity))) lowest = index;
      if (!(y <= (ys[highest] ?? -Infinity))) highest = index;
    }
    const ends = [Math.min(lowest, highest), Math.max(lowest, highest)];
    keep(ends[0]!);
    if (ends[1] !== ends[0]) keep(ends[1]!);
  }
  return kept;
}
