import * as tf from '@tensorflow/tfjs';

const name = 'device';

/** Acts on a backend that computes as cpu does, but where nothing may be waited for meanwhile, as on a GPU. */
async function onDevice<Result>(act: () => Result): Promise<Result> {
  if (!tf.findBackendFactory(name)) {
    tf.registerBackend(name, tf.findBackendFactory('cpu'));
    tf.copyRegisteredKernels('cpu', name);
  }
  const before = tf.getBackend();
  await tf.setBackend(name);
  const device = tf.backend();
  const {readSync} = device;
  device.readSync = () => {
    throw new Error('a value was waited for');
  };
  device.read = async (id) => readSync.call(device, id);
  try {
    return act();
  } finally {
    Reflect.deleteProperty(device, 'readSync');
    Reflect.deleteProperty(device, 'read');
    await tf.setBackend(before);
  }
}

/** Both forms of a computation: from the buffers, and in tensors only. */
export const forms: [name: string, run: <Result>(act: () => Result) => Promise<Result>][] = [
  ['from buffers', async (act) => act()],
  ['in tensors only', onDevice],
];

/** The kernels that an act runs, without those that only look at the same values in another shape. */
export async function kernelsOf(act: () => tf.TensorContainer): Promise<string[]> {
  const {kernels} = await onDevice(() => tf.profile(act));
  return kernels.map((kernel) => kernel.name).filter((kernel) => !['Reshape', 'Identity'].includes(kernel));
}

/** The entries of a tensor. */
export function values(tensor: tf.Tensor): number[] {
  return [...tensor.dataSync()];
}

/** The norm in float64. */
export function normOf(tensors: readonly tf.Tensor[]): number {
  return Math.hypot(...tensors.flatMap(values));
}
