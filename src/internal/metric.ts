import type {Scalar} from '@tensorflow/tfjs';

/** What tfjs hands to hooks: tensors, or numbers once another callback has read them. */
export type MetricLogs = Record<string, number | Scalar>;

/** The value of a metric under either of its names, or undefined when it is not there. A tensor is read and left. */
export async function readMetric(name: string, logs: MetricLogs): Promise<number | undefined> {
  // tfjs says acc where Keras says accuracy.
  const short = name.replace(/(^|_)accuracy$/, '$1acc');
  const long = name.replace(/(^|_)acc$/, '$1accuracy');
  const value = logs[name] ?? logs[short] ?? logs[long] ?? undefined;
  return typeof value === 'object' ? (await value.data())[0] : value;
}
