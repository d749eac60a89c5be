import {describe, expect, it, jest} from '@jest/globals';
import fs, {readdir, readFile, stat, utimes, writeFile} from 'node:fs/promises';
import {relative} from 'node:path';
import {readWhole, writeWhole} from '../../src/storage/wholeFile';
import {freshFolder} from '../helpers/folder';
import {livesThrough} from './livesThrough';

const inFolder = freshFolder();

describe('writeWhole', () => {
  it('writes text and bytes, over what was there, and nothing beside', async () => {
    const file = inFolder('state.json');
    await writeWhole(file, 'first, and longer');
    await writeWhole(file, 'größer');
    expect(await readFile(file, 'utf8')).toBe('größer');
    await writeWhole(file, Uint8Array.of(0, 255, 10));
    expect([...(await readFile(file))]).toEqual([0, 255, 10]);
    expect(await readdir(inFolder())).toEqual(['state.json']);
  });

  it('has the old content or the new one, wherever in the write the process dies', async () => {
    const file = inFolder('state.json');
    const seen = new Set<string>();
    let operations = 0;
    let lived = false;
    while (!lived) {
      await writeWhole(file, 'old');
      operations += 1;
      lived = await livesThrough(operations, () => writeWhole(file, 'new content'));
      seen.add(await readFile(file, 'utf8'));
    }
    expect([...seen]).toEqual(['old', 'new content']);
    // Open, write, sync, close, rename, at the least.
    expect(operations).toBeGreaterThan(5);
  });

  it('is on the disk before it takes the place of the old one, and then the folder is, too', async () => {
    const seen: string[] = [];
    const recorded = <T extends object>(living: T, of: string): T =>
      new Proxy(living, {
        get: (_, name) => {
          const method = Reflect.get(living, name) as unknown;
          if (typeof method !== 'function') return method;
          return async (...args: unknown[]) => {
            const path = typeof args[0] === 'string' ? ` ${relative(inFolder(), args[0])}` : '';
            seen.push(`${of}${String(name)}${path.replace(/\d+-\d+/, '…')}`);
            const result = (await Reflect.apply(method, living, args)) as object;
            return name === 'open' ? recorded(result, 'handle.') : result;
          };
        },
      });
    const builtin = process.getBuiltinModule.bind(process);
    const spy = jest
      .spyOn(process, 'getBuiltinModule')
      .mockImplementation((name: string) =>
        name === 'node:fs/promises' ? recorded(builtin(name) as object, '') : builtin(name),
      );
    try {
      await writeWhole(inFolder('file'), Uint8Array.of(1));
    } finally {
      spy.mockRestore();
    }
    expect(seen).toEqual([
      ...['open file.….part', 'handle.writeFile', 'handle.sync', 'handle.close', 'rename file.….part'],
      ...['open ', 'handle.sync', 'handle.close', 'readdir '],
    ]);
  });

  it('writes all the same where folders cannot be synced', async () => {
    const builtin = process.getBuiltinModule.bind(process);
    const spy = jest.spyOn(process, 'getBuiltinModule').mockImplementation((name: string) => {
      if (name !== 'node:fs/promises') return builtin(name);
      const open = (path: string, flags: string) =>
        flags === 'r' ? Promise.reject(new Error('EISDIR')) : fs.open(path, flags);
      return {...fs, open};
    });
    try {
      await writeWhole(inFolder('file'), 'new');
    } finally {
      spy.mockRestore();
    }
    expect(await readFile(inFolder('file'), 'utf8')).toBe('new');
  });

  it('removes what it wrote beside when it fails', async () => {
    await writeWhole(inFolder('folder', '..', 'file'), 'a');
    await expect(writeWhole(inFolder(), 'a')).rejects.toThrow(/EISDIR|EBUSY|EPERM|ENOTEMPTY|EEXIST/);
    expect(await readdir(inFolder())).toEqual(['file']);
  });

  it('removes what processes before this one have left beside the path, and nothing else', async () => {
    const before = new Date(performance.timeOrigin - 1000);
    for (const name of [
      'state.json.12-345.part',
      'other.json.12-345.part',
      'state.json.part',
      'state.json.bak',
    ]) {
      await writeFile(inFolder(name), 'left over');
      await utimes(inFolder(name), before, before);
    }
    // That of another write of this process.
    await writeFile(inFolder('state.json.12-346.part'), 'at work');
    await writeWhole(inFolder('state.json'), 'new');
    expect((await readdir(inFolder())).sort()).toEqual([
      'other.json.12-345.part',
      'state.json',
      'state.json.12-346.part',
      'state.json.bak',
      'state.json.part',
    ]);
  });

  it('lets writes to one path run beside each other', async () => {
    const contents = Array.from({length: 20}, (_, i) => `${i}`.repeat(1000));
    await Promise.all(contents.map((content) => writeWhole(inFolder('file'), content)));
    expect(contents).toContain(await readFile(inFolder('file'), 'utf8'));
    expect(await readdir(inFolder())).toEqual(['file']);
  });

  it('needs a folder that is there', async () => {
    await expect(writeWhole(inFolder('none', 'file'), 'a')).rejects.toThrow('ENOENT');
    await expect(stat(inFolder('none'))).rejects.toThrow('ENOENT');
  });
});

describe('readWhole', () => {
  it('gives the bytes in a buffer of their own', async () => {
    await writeWhole(inFolder('file'), Uint8Array.of(1, 2, 3));
    const bytes = await readWhole(inFolder('file'));
    expect(bytes).toEqual(Uint8Array.of(1, 2, 3));
    expect(bytes?.buffer.byteLength).toBe(3);
  });

  it('is undefined when there is no file, and fails when it cannot be read', async () => {
    expect(await readWhole(inFolder('none'))).toBeUndefined();
    await expect(readWhole(inFolder())).rejects.toThrow('EISDIR');
  });
});
