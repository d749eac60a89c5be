import * as tf from '@tensorflow/tfjs';

/** Where a device keeps its tensors; with `values` are those that it has not taken in yet, or has given back. */
interface Device extends tf.KernelBackend {
  texData?: Map<object, {values: unknown}>;
  tensorMap?: Map<object, {values: unknown}>;
}

/** Whether the numbers of a tensor are in the memory of JavaScript, so that nobody waits when they are read. */
export function isAtHand(id: object): boolean {
  const {texData, tensorMap} = tf.backend() as Device;
  return !!(texData ?? tensorMap)?.get(id)?.values;
}

const methods = ['read', 'readSync', 'readToGPU'] as const;
export type Read = (typeof methods)[number];

/**
 * Tells of each read from the device until it is ended. What it returns holds the read back.
 *
 * @returns What ends it.
 */
export function watchReads(tell: (method: Read) => Promise<void> | undefined): () => void {
  const device = tf.backend() as unknown as Record<Read, ((...args: [object]) => unknown) | undefined>;
  for (const method of methods) {
    const read = device[method];
    if (!read) continue;
    device[method] = (id: object, ...rest: never[]) => {
      if (isAtHand(id)) return read.call(device, id, ...(rest as []));
      const held = tell(method);
      const value = read.call(device, id, ...(rest as []));
      return method === 'read' && held ? held.then(() => value) : value;
    };
  }
  return () => methods.forEach((method) => Reflect.deleteProperty(device, method));
}
