import type {LayersModel, Optimizer} from '@tensorflow/tfjs';
import type {Weight} from './layers.js';

/** Fields of a model that tfjs declares protected, or not at all. */
export interface Trainer {
  readonly optimizer_?: Optimizer;
  readonly isOptimizerOwned?: boolean;
  readonly isTraining: boolean;
  readonly collectedTrainableWeights?: readonly Weight[];
}

/** The model that trains. A Sequential has one within, and makes a new one whenever it is compiled. */
export function trainerOf(model: LayersModel): Trainer {
  const {model: inner} = model as unknown as {model?: Trainer};
  return inner ?? (model as unknown as Trainer);
}

/** The model and the one that trains. */
export function modelsOf(model: LayersModel): object[] {
  return [...new Set<object>([model, trainerOf(model)])];
}

/** Whether the optimizer has a slot for the weight: what is frozen after `compile` keeps its place. */
export function isTrained(weight: Weight, trainer: Trainer): boolean {
  return trainer.collectedTrainableWeights?.includes(weight) ?? weight.val.trainable;
}
