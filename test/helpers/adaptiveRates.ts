import * as tf from '@tensorflow/tfjs';
import {adaptiveLearningRate, getLearningRate, type AdaptiveLearningRateOptions} from 'tfjs-callbacks';
import {tinyModel} from './models';

/** The learning rate after each epoch with the given metrics. No training is done. */
export async function adaptiveRates(
  metrics: readonly number[],
  initialRate: number,
  options: AdaptiveLearningRateOptions,
): Promise<number[]> {
  const model = tinyModel(tf.train.adam(initialRate));
  const callback = adaptiveLearningRate({monitor: 'loss', ...options});
  callback.setModel(model);
  await callback.onTrainBegin();
  const rates: number[] = [];
  for (const [epoch, value] of metrics.entries()) {
    await callback.onEpochEnd(epoch, {[options.monitor ?? 'loss']: value});
    rates.push(getLearningRate(model.optimizer));
  }
  model.dispose();
  return rates;
}
