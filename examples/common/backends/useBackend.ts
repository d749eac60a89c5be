import {enableProdMode, setBackend} from '@tensorflow/tfjs';
import type {Backend} from './Backend.js';

// In a variable, because the package is not there to be looked up by the type checker.
const native = '@tensorflow/tfjs-node';

/** Makes tfjs compute on the backend. Rejects when it cannot be loaded. */
export async function useBackend(backend: Backend): Promise<void> {
  // Otherwise the cpu backend advises every worker to install the native one. The numbers stay the same.
  enableProdMode();
  if (backend === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
  if (backend === 'tensorflow') await import(native);
  if (!(await setBackend(backend))) throw new Error(`the backend ${backend} does not start`);
}
