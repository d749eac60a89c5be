import * as tf from '@tensorflow/tfjs';
import {hasBuffers, isDifferent, isLate} from '../../helpers/backend';
import {isAtHand} from '../../helpers/deviceReads';

const name = 'device';

/** Acts where nothing may be waited for meanwhile: on a device, or on a backend that stands in for one and computes as cpu does. */
async function onDevice<Result>(act: () => Result): Promise<Result> {
  return hasBuffers ? onStandIn(act) : withoutWaiting(act);
}

async function onStandIn<Result>(act: () => Result): Promise<Result> {
  if (!tf.findBackendFactory(name)) {
    tf.registerBackend(name, tf.findBackendFactory('cpu'));
    tf.copyRegisteredKernels('cpu', name);
  }
  const before = tf.getBackend();
  await tf.setBackend(name);
  try {
    return withoutWaiting(act);
  } finally {
    await tf.setBackend(before);
  }
}

function withoutWaiting<Result>(act: () => Result): Result {
  const device = tf.backend();
  const {readSync} = device;
  device.readSync = (id) => {
    if (!hasBuffers && isAtHand(id)) return readSync.call(device, id);
    throw new Error('a value was waited for');
  };
  // Where a number is at hand, tfjs reads late what it could read at once.
  if (!isLate) device.read = async (id) => readSync.call(device, id);
  try {
    return act();
  } finally {
    Reflect.deleteProperty(device, 'readSync');
    Reflect.deleteProperty(device, 'read');
  }
}

type Form = [name: string, run: <Result>(act: () => Result) => Promise<Result>];

const fromBuffers: Form = ['from buffers', async (act) => act()];
export const inTensors: Form = ['in tensors only', onDevice];

/** The forms of a computation: from the buffers where there are such, and in tensors only. */
export const forms: Form[] = hasBuffers ? [fromBuffers, inTensors] : [inTensors];

/** The kernels that an act runs, without those that only look at the same values in another shape. */
export async function kernelsOf(act: () => tf.TensorContainer): Promise<string[]> {
  const {kernels} = await onDevice(() => tf.profile(act));
  const names = kernels
    .map((kernel) => kernel.name)
    .filter((kernel) => !['Reshape', 'Identity'].includes(kernel));
  if (!isDifferent('composedClip')) return names;
  return names.join(' ').replaceAll('Minimum Maximum ClipByValue', 'ClipByValue').split(' ');
}

/** The entries of a tensor. */
export function values(tensor: tf.Tensor): number[] {
  return [...tensor.dataSync()];
}

/** The norm in float64. */
export function normOf(tensors: readonly tf.Tensor[]): number {
  return Math.hypot(...tensors.flatMap(values));
}
