import * as tf from '@tensorflow/tfjs';
import {valuesOf} from './valuesOf';

/**
 * All numbers of a value, bit for bit: of a tensor its data, and whether it is trainable; functions, class instances and
 * the names of slots, which tfjs numbers, are left out.
 */
export function imprint(value: unknown): unknown {
  const tensors: tf.Tensor[] = [];
  entered(value, (tensor) => tensors.push(tensor));
  const values = valuesOf(tensors).values();
  return entered(value, (tensor) => {
    const trainable = tensor instanceof tf.Variable && tensor.trainable;
    // One NaN is as good as another.
    const numbers = values.next().value!.map((number) => (Number.isNaN(number) ? NaN : number));
    return [trainable, ...new Uint8Array(numbers.buffer)].join();
  });
}

/** The same value with something else for each tensor. */
function entered(value: unknown, instead: (tensor: tf.Tensor) => unknown): unknown {
  if (value instanceof tf.Tensor) return instead(value);
  if (Array.isArray(value)) return value.map((one) => entered(one, instead));
  if (typeof value === 'function') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  const isEntered = value instanceof tf.Optimizer || Object.getPrototypeOf(value) === Object.prototype;
  if (!isEntered) return undefined;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'originalName')
      .map(([name, field]) => [name, entered(field, instead)]),
  );
}
