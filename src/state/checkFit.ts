import type {LayersModel} from '@tensorflow/tfjs';
import type {EncodedWeight, Header} from './encode.js';
import {shapesOf, statefulLayersOf, weightsOf} from './layers.js';
import {isTrained, trainerOf} from './Trainer.js';

/** Throws unless the model has the weights and the states of the one that was captured; the first that has not is named. */
export function checkFit(model: LayersModel, header: Header): void {
  const trainer = trainerOf(model);
  const described = ({name, shape, dtype, trained}: Omit<EncodedWeight, 'tensor'>): string => {
    // Slots are kept by position among the trained weights.
    const note = header.optimizer && !trained ? ', not trained' : '';
    return `${name} (${dtype} [${shape.join(', ')}]${note})`;
  };
  const weights = weightsOf(model).map((weight) => {
    const {originalName: name, val} = weight;
    return described({name, shape: val.shape, dtype: val.dtype, trained: isTrained(weight, trainer)});
  });
  compare('weight', header.weights.map(described), weights);

  if (!header.layers) return;
  const states = (shapes: unknown): string => `states of shape ${JSON.stringify(shapes)}`;
  compare(
    'stateful layer',
    header.layers.map(({shapes}) => states(shapes)),
    statefulLayersOf(model).map((layer) => states(shapesOf(layer))),
  );
}

function compare(what: string, wanted: readonly string[], got: readonly string[]): void {
  for (let i = 0; i < Math.max(wanted.length, got.length); i += 1) {
    const [one = 'none', other = 'none'] = [wanted[i], got[i]];
    if (unnumbered(one) === unnumbered(other)) continue;
    throw new TypeError(
      `trainingStateFromArtifacts: \`model\` must have as ${what} ${i} what was captured, ${one}; got ${other}.`,
    );
  }
}

/** Names without the numbers that tell apart the layers of a process: the second dense layer of one is the fifth of another. */
const unnumbered = (text: string): string => text.replace(/_?\d+(?=\/| \()/g, '');
