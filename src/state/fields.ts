import {Optimizer, Tensor} from '@tensorflow/tfjs';

/** An object by the names of its fields. */
export type Fields = Record<string, unknown>;

/** What kind of object it is, when it is one whose fields are part of an optimizer's state. */
export function kindOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return 'list';
  // tfjs takes anything for an optimizer that has three of its methods.
  if (value instanceof Optimizer) return `optimizer ${value.getClassName?.()}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null ? 'object' : undefined;
}

/** The fields that are state: not the functions, which others patch in and take out again. */
export function fieldNames(value: object): string[] {
  const names = Object.keys(value).filter((name) => typeof (value as Fields)[name] !== 'function');
  return Array.isArray(value) ? [...names, 'length'] : names;
}

/** Variables are tensors too. */
export function isTensor(value: unknown): value is Tensor {
  return value instanceof Tensor;
}
