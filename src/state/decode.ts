import {io, keep, tidy, util, type LayersModel, type NamedTensorMap} from '@tensorflow/tfjs';
import {show} from '../internal/show.js';
import {captureTraining, type Capture} from './Capture.js';
import {checkFit} from './checkFit.js';
import type {Encoded, EncodedFields, EncodedTensor, Header} from './encode.js';
import {isTensor, kindOf, type Fields} from './fields.js';
import {statefulLayersOf, weightsOf} from './layers.js';
import type {Known} from './save.js';
import type {Saved, SavedFields, SavedTensor} from './Saved.js';
import {trainerOf} from './Trainer.js';

/** What was captured of one model, as if it had been captured of this one. */
export function decode(model: LayersModel, header: Header, data: ArrayBuffer): Capture {
  checkFit(model, header);
  const known: Known = new Map();
  let captured: Capture | undefined;
  // When something does not fit, the tensors go with the tidy.
  tidy(() => {
    const tensors = io.decodeWeights(data, header.tensors);
    captured = decodeModel(model, header, {tensors, known});
    for (const tensor of Object.values(tensors)) keep(tensor);
  });
  return captured!;
}

interface From {
  readonly tensors: NamedTensorMap;
  readonly known: Known;
}

function decodeModel(model: LayersModel, header: Header, from: From): Capture {
  const {known} = from;
  const {layers} = header;
  // First, so that capturing finds it to be known.
  if (header.optimizer) decodeFields(header.optimizer, trainerOf(model).optimizer_, from);
  return {
    model,
    weights: weightsOf(model).map((weight, i) => {
      const {tensor, trained} = header.weights[i]!;
      return {weight, saved: decodeTensor({tensor, variable: 'trainable'}, weight.val, from), trained};
    }),
    layers: layers
      ? statefulLayersOf(model).map((layer, i) => ({
          layer,
          states: decodeSaved(layers[i]!.states, layer.states_, from),
          kept: [...layer.keptStates],
        }))
      : undefined,
    training: header.optimizer ? captureTraining(model, known) : undefined,
    known,
  };
}

function decodeSaved(encoded: Encoded, live: unknown, from: From): Saved {
  if (typeof encoded !== 'object' || encoded === null) return {kind: 'value', value: encoded};
  if ('own' in encoded) return {kind: 'value', value: live};
  if ('tensor' in encoded) return decodeTensor(encoded, live, from);
  if ('of' in encoded) return decodeFields(encoded, live, from);
  return {kind: 'value', value: encoded.value === 'undefined' ? undefined : Number(encoded.value)};
}

function decodeTensor({tensor, variable}: EncodedTensor, live: unknown, from: From): SavedTensor {
  const saved: SavedTensor = {kind: 'tensor', copy: from.tensors[tensor]!, variable};
  // A tensor that is no variable cannot take other numbers: restoring puts another in its place.
  const takes = variable !== 'no' && isTensor(live) && util.arraysEqual(live.shape, saved.copy.shape);
  if (takes) saved.live = live;
  from.known.set(takes ? live : saved, saved);
  return saved;
}

function decodeFields({of, fields, rate}: EncodedFields, live: unknown, from: From): SavedFields {
  const saved: SavedFields = {kind: 'fields', of, fields: new Map()};
  if (kindOf(live) === of) {
    saved.live = live as object;
    from.known.set(live, saved);
  } else if (of.startsWith('optimizer')) {
    throw new TypeError(
      `trainingStateFromArtifacts: \`model\` must have the ${of}, as when it was captured; got ${kindOf(live) ?? show(live)}.`,
    );
  }
  if (rate) saved.rate = decodeFields(rate, undefined, from);
  for (const [name, field] of Object.entries(fields)) {
    saved.fields.set(name, decodeSaved(field, (saved.live as Fields | undefined)?.[name], from));
  }
  return saved;
}
