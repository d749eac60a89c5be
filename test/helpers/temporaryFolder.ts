import {afterAll, beforeEach} from '@jest/globals';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** An empty folder of its own for each test of a file. */
export function temporaryFolder(): () => string {
  const folders: string[] = [];
  beforeEach(() => void folders.push(mkdtempSync(join(tmpdir(), 'tfjs-callbacks-'))));
  afterAll(() => folders.forEach((folder) => rmSync(folder, {recursive: true, force: true})));
  return () => folders.at(-1)!;
}
