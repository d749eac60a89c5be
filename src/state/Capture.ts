import type {LayersModel} from '@tensorflow/tfjs';
import {statefulLayersOf, weightsOf, type StatefulLayer, type Weight} from './layers.js';
import {save, saveSome, saveTensor, type Known} from './save.js';
import type {Saved, SavedFields, SavedTensor} from './Saved.js';
import {isTrained, modelsOf, trainerOf} from './Trainer.js';

/** All that was captured of a model. */
export interface Capture {
  readonly model: LayersModel;
  readonly weights: readonly CapturedWeight[];
  /** The stateful ones; undefined when the weights alone were captured. */
  readonly layers: readonly CapturedLayer[] | undefined;
  /** Undefined when the model was not compiled, and when the weights alone were captured. */
  readonly training: Training | undefined;
  /** What was saved for each object. */
  readonly known: Known;
}

interface CapturedWeight {
  readonly weight: Weight;
  readonly saved: SavedTensor;
  readonly trained: boolean;
}

interface CapturedLayer {
  readonly layer: StatefulLayer;
  readonly states: Saved;
  readonly kept: StatefulLayer['keptStates'];
}

export interface Training {
  readonly optimizer: SavedFields;
  /** Which optimizer the model and its trainer hold, and whether it is theirs. */
  readonly holders: readonly SavedFields[];
  /** What a fit leaves in them. */
  readonly fits: readonly SavedFields[];
}

export function capture(model: LayersModel): Capture {
  const captured = captureWeights(model);
  const {known} = captured;
  const layers = statefulLayersOf(model).map((layer) => ({
    ...{layer, states: save(layer.states_, known), kept: [...layer.keptStates]},
  }));
  return {...captured, layers, training: captureTraining(model, known)};
}

/** A capture of the weights alone. */
export function captureWeights(model: LayersModel): Capture {
  const known: Known = new Map();
  const trainer = trainerOf(model);
  const weights = weightsOf(model).map((weight) => ({
    ...{weight, saved: saveTensor(weight.val, known), trained: isTrained(weight, trainer)},
  }));
  return {model, weights, layers: undefined, training: undefined, known};
}

export function captureTraining(model: LayersModel, known: Known): Training | undefined {
  const {optimizer_} = trainerOf(model);
  if (!optimizer_) return undefined;
  const models = modelsOf(model);
  return {
    optimizer: save(optimizer_, known) as SavedFields,
    holders: models.map((one) => saveSome(one, ['optimizer_', 'isOptimizerOwned'], known)),
    fits: models.map((one) => saveSome(one, ['history', 'stopTraining_'], known)),
  };
}
