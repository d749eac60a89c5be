import type {Drawing} from './example.js';

/** A picture in words: `cosineDecay over steps 0 to 120: from 0.1 to 0`. */
export function caption(name: string, {rate, steps}: Drawing): string {
  const values = Array.from({length: steps + 1}, (_, step) => rate(step));
  const ends = [rate(0), rate(steps)].map(short);
  const extremes = [Math.min(...values), Math.max(...values)].map(short);
  const beyond = extremes.some((one) => !ends.includes(one));
  return (
    `${name} over steps 0 to ${steps}: from ${ends.join(' to ')}` +
    (beyond ? `, between ${extremes.join(' and ')}` : '')
  );
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
