import {io, type NamedTensorMap} from '@tensorflow/tfjs';
import type {Capture} from './Capture.js';
import {shapesOf} from './layers.js';
import type {Saved, SavedTensor} from './Saved.js';

/** A saved value in JSON. */
export type Encoded =
  | null
  | boolean
  | number
  | string
  /** A number that JSON has not, or undefined. */
  | {readonly value: string}
  | EncodedTensor
  | EncodedFields
  /** What is not looked into, or was encoded elsewhere: here the model keeps its own. */
  | {readonly own: true};

export interface EncodedTensor {
  readonly tensor: string;
  readonly variable: SavedTensor['variable'];
}

export interface EncodedFields {
  readonly of: string;
  readonly fields: Readonly<Record<string, Encoded>>;
  /** Of an optimizer: base, scale and so on. */
  readonly rate?: EncodedFields;
}

export interface EncodedWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly trained: boolean;
  readonly tensor: string;
}

export interface EncodedLayer {
  readonly shapes: readonly (readonly number[])[];
  readonly states: Encoded;
}

/** The JSON of a training state. */
export interface Header {
  readonly weights: readonly EncodedWeight[];
  /** The stateful ones; null when the weights alone were captured. */
  readonly layers: readonly EncodedLayer[] | null;
  readonly optimizer: EncodedFields | null;
  readonly tensors: io.WeightsManifestEntry[];
}

/** What was captured as JSON and one buffer. */
export async function encode(captured: Capture): Promise<{json: Header; data: ArrayBuffer}> {
  const {weights, layers, training} = captured;
  const tensors: NamedTensorMap = {};
  const seen = new Set<Saved>();

  const encoded = (saved: Saved, path: string): Encoded => {
    if (saved.kind === 'value') return encodedValue(saved.value);
    if (seen.has(saved)) return {own: true};
    seen.add(saved);
    if (saved.kind === 'tensor') {
      tensors[path] = saved.copy;
      return {tensor: path, variable: saved.variable};
    }
    const {of, fields, rate} = saved;
    const entries = [...fields].map(([name, field]) => [name, encoded(field, `${path}/${name}`)]);
    return {
      of,
      fields: Object.fromEntries(entries) as EncodedFields['fields'],
      ...(rate && {rate: encoded(rate, path) as EncodedFields}),
    };
  };

  const header = {
    weights: weights.map(({weight, saved, trained}, i) => {
      const {shape, dtype} = saved.copy;
      const {tensor} = encoded(saved, `weights/${i}`) as EncodedTensor;
      return {name: weight.originalName, shape, dtype, trained, tensor};
    }),
    layers:
      layers?.map(({layer, states}, i) => ({
        shapes: shapesOf(layer),
        states: encoded(states, `layers/${i}`),
      })) ?? null,
    optimizer: training ? (encoded(training.optimizer, 'optimizer') as EncodedFields) : null,
  };
  const {data, specs} = await io.encodeWeights(tensors);
  return {json: {...header, tensors: specs}, data};
}

function encodedValue(value: unknown): Encoded {
  if (Object.is(value, -0)) return {value: '-0'};
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'number' || value === undefined) return {value: String(value)};
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  return {own: true};
}
