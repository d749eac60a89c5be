import {fileURLToPath} from 'node:url';

/** Where the package.json of the library is, without a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
