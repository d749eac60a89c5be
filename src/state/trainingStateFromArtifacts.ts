import type {LayersModel} from '@tensorflow/tfjs';
import {checkModel} from './checkModel.js';
import {decode} from './decode.js';
import type {Header} from './encode.js';
import {trainingState, type TrainingState} from './TrainingState.js';
import {checkSeal, type TrainingStateArtifacts} from './TrainingStateArtifacts.js';

/**
 * The state that {@link TrainingState.toArtifacts} gave, for a model that is built and compiled alike, in another
 * process as well. The model stays as it is until {@link TrainingState.restore}.
 *
 * Weights and slots find their place by their order, and their names must agree but for the numbers that tfjs puts behind
 * them. `stopTraining` and `history` are not in the artifacts: they are put back as they are now.
 *
 * @param model - Its weights must have the shapes of the captured ones, and its optimizer the same class; if that was
 * captured too, the same weights must be trainable.
 * @param artifacts - As they were given.
 * @throws TypeError when they are of another format or version, truncated or altered, or when the model does not fit.
 * Nothing is changed then.
 *
 * @example
 * ```ts
 * await model.fit(x, y, {epochs: 3});
 * const state = captureTrainingState(model);
 * const {data, ...rest} = await state.toArtifacts();
 * const text = JSON.stringify(rest);
 * state.dispose();
 *
 * await model.fit(x, y, {epochs: 2});
 * const loaded = trainingStateFromArtifacts(model, {...JSON.parse(text), data});
 * model.optimizer.iterations; // 5
 * loaded.restore();
 * model.optimizer.iterations; // 3
 * loaded.dispose();
 * ```
 */
export function trainingStateFromArtifacts(
  model: LayersModel,
  artifacts: TrainingStateArtifacts,
): TrainingState {
  checkModel('trainingStateFromArtifacts', model);
  checkSeal(artifacts);
  return trainingState(decode(model, artifacts.json as Header, artifacts.data));
}
