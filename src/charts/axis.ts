import {logTicks} from './logTicks.js';

/** The encoding of one axis: its field, title, scale and ticks. Without a domain the data decide. */
export function axis(
  field: 'x' | 'y',
  title: string,
  type: 'linear' | 'log',
  data: readonly number[],
  domain?: readonly [number, number],
): Record<string, unknown> {
  const encoding = {field, type: 'quantitative', title};
  if (type === 'linear') {
    return {...encoding, scale: domain ? {domain, nice: false} : {zero: false}, axis: {tickCount: 5}};
  }
  const [low, high] = domain ?? extent(data.filter((value) => Number.isFinite(value) && value > 0));
  if (!(low < high)) return {...encoding, scale: {type}};
  const ticks = {values: logTicks(low, high), format: '~e'};
  return {...encoding, scale: {type, domain: [low, high], nice: false}, axis: ticks};
}

function extent(values: readonly number[]): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  return [low, high];
}
