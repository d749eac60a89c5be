import type {LayersModel, Optimizer, Tensor} from '@tensorflow/tfjs';
import {restoreRate, type Rate} from '../optimizers/rate.js';
import type {Capture, Training} from './Capture.js';
import {putBack} from './putBack.js';
import type {SavedFields} from './Saved.js';
import {tensorsIn} from './tensorsIn.js';
import {modelsOf, trainerOf} from './Trainer.js';

const owner = 'TrainingState';

/** Makes everything what it was when it was captured. */
export function restore(captured: Capture): void {
  const {weights, layers = [], training, known} = captured;
  const gone = weights.find(({weight}) => weight.val.isDisposed)?.weight;
  if (gone) {
    throw new TypeError(
      `${owner}: \`restore\` must be called before the model is disposed; got \`${gone.originalName}\`, which is disposed.`,
    );
  }
  // First, because writing a rate may make tensors.
  for (const saved of known.values()) if (saved.kind === 'fields' && saved.rate) putBackRate(saved);
  const before = heldTensors(captured);
  for (const {saved} of weights) putBack(saved);
  for (const {layer, states, kept} of layers) {
    layer.states_ = putBack(states) as Tensor[] | null;
    layer.keptStates = [...kept];
  }
  if (training) putBackTraining(captured.model, training);

  const after = new Set([...heldTensors(captured), ...weights.map(({weight}) => weight.val as Tensor)]);
  for (const tensor of before) if (!after.has(tensor)) tensor.dispose();
}

/** The tensors of the captured optimizer and of the recurrent layers, as they are now. */
function heldTensors({training, layers = []}: Capture): Tensor[] {
  const states = layers.map(({layer}) => [layer.states_, layer.keptStates]);
  return tensorsIn([training?.optimizer.live, states]);
}

/** What the rate in force is made of. */
function putBackRate({live, rate}: SavedFields): void {
  restoreRate(owner, live as Optimizer, putBack(rate!) as Rate);
}

function putBackTraining(model: LayersModel, {optimizer, holders, fits}: Training): void {
  const {isTraining, isOptimizerOwned, optimizer_: current} = trainerOf(model);
  for (const [i, live] of modelsOf(model).entries()) {
    putBack({...holders[i]!, live});
    // While a fit is running they are its own.
    if (!isTraining) putBack({...fits[i]!, live});
  }
  // Without the model nobody would dispose it.
  if (isOptimizerOwned && current !== optimizer.live) current?.dispose();
}

/** Frees what a capture holds. */
export function release({known}: Capture): void {
  for (const saved of known.values()) if (saved.kind === 'tensor') saved.copy.dispose();
}
