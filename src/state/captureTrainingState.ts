import type {LayersModel} from '@tensorflow/tfjs';
import {capture} from './Capture.js';
import {checkModel} from './checkModel.js';
import {trainingState, type TrainingState} from './TrainingState.js';

/**
 * Captures a model as it is now, so that it can be put back bit for bit: to try something out and leave no trace, or to
 * return to the best epoch.
 *
 * That is: all weights (the moving statistics of batch normalization, too), the optimizer with its slots, counters and
 * settings, the rate as base and scale, the states of stateful recurrent layers, `stopTraining`, the model's `history`,
 * and which optimizer the model holds. A training after {@link TrainingState.restore} is then the same as one without
 * what was in between; only `Math.random`, and with it tfjs's shuffling and unseeded dropout, goes on.
 *
 * - A capture takes next to no time and, until the model is trained on, no memory. Dispose it when it is no longer
 *   needed.
 * - Several captures of a model can be restored in any order.
 * - When the model has another optimizer by then, it gets back the captured one, even if that was disposed. The other one
 *   is disposed if it is the model's own, as after `compile` with a name. Loss and metrics stay those of the last
 *   `compile`.
 * - Of a model that is not compiled the weights and the states are captured; an optimizer it gets later stays as it is.
 * - Restoring in a hook leaves `stopTraining` and `history` to the fit that is running.
 * - Settings of the layers, such as `trainable`, stay as they are.
 *
 * @param model - Most often the model about to be fitted; in a callback `this.model`.
 * @throws TypeError when it is no model of layers, or is disposed.
 *
 * @example
 * ```ts
 * const before = captureTrainingState(model);
 * await model.fit(x, y, {epochs: 3, callbacks: learningRateScheduler((epoch) => 0.1 * 2 ** epoch)});
 * getLearningRate(model.optimizer); // 0.4
 * before.restore();
 * getLearningRate(model.optimizer); // 0.1
 * before.dispose();
 * ```
 */
export function captureTrainingState(model: LayersModel): TrainingState {
  checkModel('captureTrainingState', model);
  return trainingState(capture(model));
}
