import type {MetricLogs} from './metric.js';

/** A copy of the logs in which all are numbers. Tensors are read and left; the reads begin at once. */
export async function readLogs(logs: MetricLogs): Promise<Record<string, number>> {
  const entries = Object.entries(logs).map(async ([name, value]) => {
    return [name, typeof value === 'object' ? (await value.data())[0]! : value] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
