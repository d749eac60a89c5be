import type {Tensor} from '@tensorflow/tfjs';
import {fieldNames, isTensor, kindOf, type Fields} from './fields.js';

/** All tensors that a value holds, as far as its fields are looked into. */
export function tensorsIn(value: unknown, seen = new Set<unknown>()): Tensor[] {
  if (seen.has(value)) return [];
  seen.add(value);
  if (isTensor(value)) return [value];
  if (kindOf(value) === undefined) return [];
  return fieldNames(value as object).flatMap((name) => tensorsIn((value as Fields)[name], seen));
}
