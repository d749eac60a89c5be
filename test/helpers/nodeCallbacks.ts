import {join} from 'node:path';
import {csvLogger, jsonLinesLogger, progressBar} from 'tfjs-callbacks/node';
import type {Row} from './callbacks';
import {temporaryFolder} from './temporaryFolder';

export * as nodeLibrary from 'tfjs-callbacks/node';

const folder = temporaryFolder();
const silent = (): void => {};

/** The callbacks of 'tfjs-callbacks/node'. */
export const nodeCallbacks: readonly Row[] = [
  ['CSVLogger', () => csvLogger({filename: join(folder(), 'training.csv')})],
  ['JSONLinesLogger', () => jsonLinesLogger({filename: join(folder(), 'training.jsonl')})],
  ['ProgressBar', (write = silent) => progressBar({stream: {write, isTTY: true}, now: () => 0})],
];
