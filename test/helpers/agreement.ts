import type {Backend} from './backend';

type Bounds = Readonly<Record<Backend, number>>;

/** Some roundings of float32 apart. */
const close: Bounds = {cpu: 1e-6, wasm: 1e-6, tensorflow: 1e-6, webgl: 1e-6, webgpu: 1e-6};

/**
 * By how much a short training on a backend may differ from the one on `cpu` in Node, in any weight or loss; weights and
 * losses are about 1. It is the power of ten above what was found, 1e-6 at least. On webgl the default epsilon of tfjs is
 * another.
 */
export const agreement: Readonly<Record<string, Bounds>> = {
  sgd: close,
  momentum: close,
  nesterov: close,
  adagrad: {...close, webgl: 1e-4},
  adadelta: close,
  adam: {...close, webgl: 1e-3},
  'adam, epsilon 1e-7': close,
  adamax: {...close, webgl: 1e-3},
  'adamax, epsilon 1e-7': close,
  rmsprop: {...close, webgl: 1},
  'rmsprop, epsilon 1e-7': close,
};
