import type * as fs from 'node:fs/promises';
import type * as path from 'node:path';
import {show} from '../internal/show.js';

/** Node's modules for files. */
export interface NodeFiles {
  readonly fs: typeof fs;
  readonly path: typeof path;
}

/** Throws where there are no files, in a browser. */
export function checkNode(owner: string, option: string, path: string): void {
  if (globalThis.process?.versions?.node) return;
  throw new TypeError(
    `${owner}: \`${option}\` must be a place that this browser has, such as 'indexeddb://name'; ` +
      `got ${show(path)}, and files (file://) need Node.`,
  );
}

/** Node's modules for files. No import names them, so that a bundler for the browser never looks for them. */
export async function nodeFiles(): Promise<NodeFiles> {
  const [fs, path] = await Promise.all([nodeModule('node:fs/promises'), nodeModule('node:path')]);
  return {fs, path} as NodeFiles;
}

async function nodeModule(name: string): Promise<unknown> {
  // Not before Node 20.16.
  const builtin = process.getBuiltinModule as ((name: string) => unknown) | undefined;
  return builtin?.(name) ?? import(/* webpackIgnore: true */ /* @vite-ignore */ name);
}
