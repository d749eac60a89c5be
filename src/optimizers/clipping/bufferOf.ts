import {backend, type Tensor} from '@tensorflow/tfjs';

/** A method of the wasm backend: a look at its memory, where `dataSync` copies. */
interface Heap {
  typedArrayFromHeap?(tensor: Tensor): Float32Array;
}

/** A tensor's values where they lie. On wasm they are good only until the next tensor is made. */
export function bufferOf(tensor: Tensor): Float32Array {
  return (backend() as Heap).typedArrayFromHeap?.(tensor) ?? tensor.dataSync<'float32'>();
}
