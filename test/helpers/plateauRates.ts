import * as tf from '@tensorflow/tfjs';
import {reduceLROnPlateau, getLearningRate, type ReduceLROnPlateauOptions} from 'tfjs-callbacks';
import {tinyModel} from './models';

interface Trace {
  rates: number[];
  logged: (number | undefined)[];
  waits: number[];
  cooldowns: number[];
  bests: unknown[];
}

/** What a plateau callback does for the given metrics (null: missing), epoch by epoch. No training is done. */
export async function plateauTrace(
  metrics: readonly (number | null)[],
  initialRate: number,
  options: ReduceLROnPlateauOptions,
): Promise<Trace> {
  const model = tinyModel(tf.train.adam(initialRate));
  const callback = reduceLROnPlateau(options);
  callback.setModel(model);
  await callback.onTrainBegin();

  const trace: Trace = {rates: [], logged: [], waits: [], cooldowns: [], bests: []};
  for (const [epoch, value] of metrics.entries()) {
    const logs: tf.Logs = value === null ? {} : {[options.monitor ?? 'val_loss']: value};
    await callback.onEpochEnd(epoch, logs);
    const {best, wait, cooldown} = callback.getState();
    trace.rates.push(getLearningRate(model.optimizer));
    trace.logged.push(logs['learning_rate']);
    trace.waits.push(wait);
    trace.cooldowns.push(cooldown);
    trace.bests.push(best);
  }
  model.dispose();
  return trace;
}

/** The learning rate after each epoch. */
export async function plateauRates(
  metrics: readonly (number | null)[],
  options: ReduceLROnPlateauOptions,
): Promise<number[]> {
  const {rates} = await plateauTrace(metrics, 1, {monitor: 'loss', minDelta: 0, factor: 0.5, ...options});
  return rates;
}
