import type {Row} from './callbacks';

export const nodeLibrary = {};

/** A page has no files and no terminal. */
export const nodeCallbacks: readonly Row[] = [];
