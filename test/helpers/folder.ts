import {afterEach, beforeEach} from '@jest/globals';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A fresh folder for each test of a file; what is asked for is a path in it. */
export function freshFolder(): (...names: string[]) => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tfjs-callbacks-'));
  });
  afterEach(() => rm(folder, {recursive: true}));
  return (...names) => join(folder, ...names);
}
