import type {LayersModel, Optimizer, Tensor} from '@tensorflow/tfjs';
import type {Capture, Training} from './Capture.js';
import {encode} from './encode.js';
import {restoreBase, writeScaled, type Rate} from '../optimizers/rate.js';
import {putBack} from './putBack.js';
import type {SavedFields} from './Saved.js';
import {seal, type TrainingStateArtifacts} from './TrainingStateArtifacts.js';
import {tensorsIn} from './tensorsIn.js';
import {modelsOf, trainerOf} from './Trainer.js';

const owner = 'TrainingState';

/** What {@link captureTrainingState} gives: a model's state, held until it is disposed. */
export interface TrainingState {
  /**
   * Makes the model and its optimizer what they were, as often as it is called, in a hook of a running fit too.
   *
   * @throws TypeError when the state or the model has been disposed; nothing is changed then.
   */
  restore(): void;

  /** Frees what the state holds; the model stays as it is. A second time it does nothing. */
  dispose(): void;

  /**
   * The state as plain JSON and one ArrayBuffer, for {@link trainingStateFromArtifacts}.
   *
   * @throws TypeError when the state has been disposed.
   */
  toArtifacts(): Promise<TrainingStateArtifacts>;
}

/** The state that a capture holds. */
export function trainingState(captured: Capture): TrainingState {
  let held: Capture | undefined = captured;
  const holding = (method: string): Capture => {
    if (held) return held;
    throw new TypeError(`${owner}: \`${method}\` must be called before \`dispose\`; got a disposed state.`);
  };

  return {
    restore: () => restore(holding('restore')),
    dispose() {
      for (const saved of held?.known.values() ?? []) if (saved.kind === 'tensor') saved.copy.dispose();
      held = undefined;
    },
    toArtifacts: async () => seal(await encode(holding('toArtifacts'))),
  };
}

function restore(captured: Capture): void {
  const {weights, layers, training, known} = captured;
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
function heldTensors({training, layers}: Capture): Tensor[] {
  const states = layers.map(({layer}) => [layer.states_, layer.keptStates]);
  return tensorsIn([training?.optimizer.live, states]);
}

/** What the rate in force is made of. */
function putBackRate({live, rate}: SavedFields): void {
  const saved = putBack(rate!) as Rate;
  writeScaled(owner, live as Optimizer, saved.inForce);
  restoreBase(owner, live as Optimizer, saved);
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
