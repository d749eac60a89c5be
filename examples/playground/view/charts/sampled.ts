import type {Table} from './Table.js';

/** So many points of a long table, evenly: the lowest and the highest of a cloud would be two bands. */
export function sampled([xs, ys]: Table, count: number): Table {
  if (xs.length <= count) return [xs, ys];
  const indices = Array.from({length: count}, (_, index) => Math.floor((index * xs.length) / count));
  return [indices.map((index) => xs[index]!), indices.map((index) => ys[index]!)];
}
