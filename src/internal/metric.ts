import type {Scalar} from '@tensorflow/tfjs';

/** What tfjs hands to hooks: tensors, or numbers once another callback has read them. */
export type MetricLogs = Record<string, number | Scalar>;

/** tfjs says acc where Keras says accuracy. */
function otherName(name: string): string {
  return name.replace(
    /(^|_)acc(uracy)?$/,
    (_, before: string, long?: string) => before + (long ? 'acc' : 'accuracy'),
  );
}

/** The value of a metric under either of its names, or undefined when it is not there. A tensor is read and left. */
export async function readMetric(name: string, logs: MetricLogs): Promise<number | undefined> {
  const value = logs[name] ?? logs[otherName(name)] ?? undefined;
  return typeof value === 'object' ? (await value.data())[0] : value;
}
