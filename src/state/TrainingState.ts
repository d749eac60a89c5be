import type {Capture} from './Capture.js';
import {encode} from './encode.js';
import {release, restore} from './restore.js';
import {seal, type TrainingStateArtifacts} from './TrainingStateArtifacts.js';

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
      if (held) release(held);
      held = undefined;
    },
    toArtifacts: async () => seal(await encode(holding('toArtifacts'))),
  };
}
