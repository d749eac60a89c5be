/** Keras's name for the rate in the logs of an epoch. */
export const rateKey = 'learning_rate';

/** Logs the rate of the epoch, unless a callback that stands before has done so: it saw it earlier. */
export function logRate(logs: {[key: string]: unknown}, learningRate: number): void {
  logs[rateKey] ??= learningRate;
}
