import * as tf from '@tensorflow/tfjs';

/**
 * All numbers of a value, bit for bit: of a tensor its data, and whether it is trainable; functions, class instances and
 * the names of slots, which tfjs numbers, are left out.
 */
export function imprint(value: unknown): unknown {
  if (value instanceof tf.Tensor) {
    const trainable = value instanceof tf.Variable && value.trainable;
    // One NaN is as good as another.
    const numbers = value.dataSync().map((number) => (Number.isNaN(number) ? NaN : number));
    return [trainable, ...new Uint8Array(numbers.buffer)].join();
  }
  if (Array.isArray(value)) return value.map(imprint);
  if (typeof value === 'function') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  const isEntered = value instanceof tf.Optimizer || Object.getPrototypeOf(value) === Object.prototype;
  if (!isEntered) return undefined;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'originalName')
      .map(([name, field]) => [name, imprint(field)]),
  );
}
