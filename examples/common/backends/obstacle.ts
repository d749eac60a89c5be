import {version} from '@tensorflow/tfjs';
import type {Backend} from './Backend.js';
import {useBackend} from './useBackend.js';

/** Says in one line why the backend, which has to be installed, cannot be used; undefined when it can. */
export async function obstacle(backend: Backend): Promise<string | undefined> {
  if (backend !== 'tensorflow') return undefined;
  try {
    await useBackend(backend);
    return undefined;
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    const why =
      code === 'ERR_MODULE_NOT_FOUND'
        ? `it needs one more package: npm install --no-save @tensorflow/tfjs-node@${version['tfjs-core']}`
        : `it does not load: ${message.split('\n')[0]}`;
    return `no ${backend} backend: ${why}`;
  }
}
