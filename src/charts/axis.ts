import {logTicks} from './logTicks.js';

// 2.5e-5 is easier to read than 0.000025.
const short = "datum.value === 0 ? '0' : format(datum.value, '~e')";

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
    const scale = domain ? {domain, nice: false} : {zero: false};
    const labels = domain?.every((end) => Math.abs(end) < 1e-3) && {labelExpr: short};
    return {...encoding, scale, axis: {tickCount: 5, ...labels}};
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
