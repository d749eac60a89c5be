import * as tf from '@tensorflow/tfjs';
import {
  earlyStopping,
  type EarlyStop,
  type EarlyStoppingOptions,
  type EarlyStoppingState,
  type EpochValue,
} from 'tfjs-callbacks';

interface Trace {
  /** After each epoch that was run. */
  waits: number[];
  stopped: EarlyStop | undefined;
  best: EpochValue | undefined;
  /** The epoch whose weights the model has when training has ended. */
  weightsFrom: number;
  state: EarlyStoppingState;
}

interface Start {
  from?: number;
  state?: EarlyStoppingState | undefined;
}

/** A model whose one weight tells which epoch it is of. */
function counter(): tf.LayersModel {
  return tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1], useBias: false})]});
}

/** What early stopping does for the given metrics (null: missing), epoch by epoch. No training is done. */
export async function stoppingTrace(
  metrics: readonly (number | null)[],
  options: EarlyStoppingOptions,
  {from = 0, state}: Start = {},
): Promise<Trace> {
  const model = counter();
  model.compile({optimizer: tf.train.sgd(1), loss: 'meanSquaredError'});
  const callback = earlyStopping(options);
  if (state) callback.setState(state);
  callback.setModel(model);
  await callback.onTrainBegin();

  const waits: number[] = [];
  const weight = model.weights[0]!.read() as tf.Variable;
  model.stopTraining = false;
  for (let epoch = from; epoch < metrics.length && !model.stopTraining; epoch++) {
    tf.tidy(() => weight.assign(tf.fill([1, 1], epoch)));
    const value = metrics[epoch]!;
    await callback.onEpochEnd(epoch, value === null ? {} : {[options.monitor ?? 'val_loss']: value});
    waits.push(callback.getState().wait);
  }
  await callback.onTrainEnd();
  const {stopped, best} = callback;
  const trace = {waits, stopped, best, weightsFrom: weight.dataSync()[0]!, state: callback.getState()};
  model.dispose();
  return trace;
}

/** The epoch at whose end training stops. */
export async function stopEpoch(
  metrics: readonly (number | null)[],
  options: EarlyStoppingOptions = {},
): Promise<number | undefined> {
  const {stopped} = await stoppingTrace(metrics, {monitor: 'loss', ...options});
  return stopped?.epoch;
}
