import type {Tensor} from '@tensorflow/tfjs';

/** What a field held when it was captured. `live` is what holds it in the model; where it is missing it is made. */
export type Saved = SavedValue | SavedTensor | SavedFields;

/** A number, or a reference to something that is not looked into. */
export interface SavedValue {
  readonly kind: 'value';
  readonly value: unknown;
}

export interface SavedTensor {
  readonly kind: 'tensor';
  /** Shares its numbers with the tensor of then: nothing is copied until somebody writes. */
  readonly copy: Tensor;
  /** Whether it is a variable, and then a trainable one. */
  readonly variable: 'no' | 'fixed' | 'trainable';
  live?: Tensor;
}

/** A list, a plain object or an optimizer, field by field. */
export interface SavedFields {
  readonly kind: 'fields';
  readonly of: string;
  readonly fields: Map<string, Saved>;
  /** Of an optimizer: the rate as base × scale. */
  rate?: SavedFields;
  live?: object;
}
