import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {IDBFactory} from 'fake-indexeddb';
import {mkdir, readdir, writeFile} from 'node:fs/promises';
import {relative} from 'node:path';
import {backupAndRestore, lambdaCallback} from 'tfjs-callbacks';
import type {BackupStorage} from '../../src/storage/BackupStorage';
import {placeOfBackups} from '../../src/storage/placeOfBackups';
import {freshFolder} from '../helpers/folder';
import {tinyModel, trainingData} from '../helpers/models';

const inFolder = freshFolder();
beforeEach(() => void Object.assign(globalThis, {indexedDB: new IDBFactory()}));
afterEach(() => void Reflect.deleteProperty(globalThis, 'indexedDB'));

const bytesOf = async (storage: BackupStorage, name: string) => {
  const bytes = await storage.get(name);
  return bytes && [...bytes];
};

describe.each([
  ['a folder', () => inFolder('deep', 'backup')],
  ['a folder with file:// in front', () => `file://${relative('.', inFolder('backup'))}`],
  ['a database', () => 'indexeddb://my training/1'],
  ['a Map', () => new Map()],
])('placeOfBackups of %s', (_kind, place) => {
  it('keeps bytes under names until they are deleted', async () => {
    const given = place();
    const storage = placeOfBackups(given);
    expect(await storage.get('a')).toBeUndefined();
    await storage.delete('a');
    await storage.set('a', Uint8Array.of(1, 2, 3));
    await storage.set('b', Uint8Array.of(4));
    await storage.set('a', Uint8Array.of(5, 255));
    const again = placeOfBackups(given);
    expect([await bytesOf(again, 'a'), await bytesOf(again, 'b')]).toEqual([[5, 255], [4]]);
    await storage.delete('a');
    expect([await bytesOf(again, 'a'), await bytesOf(again, 'b')]).toEqual([undefined, [4]]);
  });
});

describe('placeOfBackups', () => {
  it('keeps trainings apart that have different names', async () => {
    const one = placeOfBackups('indexeddb://1');
    const other = placeOfBackups('indexeddb://2');
    await one.set('a', Uint8Array.of(1));
    await other.set('a', Uint8Array.of(2));
    expect([await bytesOf(one, 'a'), await bytesOf(other, 'a')]).toEqual([[1], [2]]);
  });

  it('says why a database did not take the bytes', async () => {
    const storage = placeOfBackups('indexeddb://1');
    await expect(storage.set('a', (() => {}) as never)).rejects.toThrow(/could not be cloned/);
    Object.assign(globalThis, {
      indexedDB: {
        open() {
          const request = new EventTarget();
          queueMicrotask(() => request.dispatchEvent(new Event('error')));
          return Object.assign(request, {error: new Error('the user has refused')});
        },
      },
    });
    await expect(storage.get('a')).rejects.toThrow('the user has refused');
  });

  it('removes a folder with its last backup, unless it has other files', async () => {
    const storage = placeOfBackups(inFolder('backup'));
    await storage.set('a', Uint8Array.of(1));
    expect(await readdir(inFolder('backup'))).toEqual(['a.backup']);
    await storage.delete('a');
    expect(await readdir(inFolder())).toEqual([]);
    await mkdir(inFolder('backup'));
    await writeFile(inFolder('backup', 'notes.txt'), 'mine');
    await storage.set('a', Uint8Array.of(1));
    await storage.delete('a');
    expect(await readdir(inFolder('backup'))).toEqual(['notes.txt']);
  });

  it('does not take what cannot be read for nothing', async () => {
    await mkdir(inFolder('backup', 'a.backup'), {recursive: true});
    const storage = placeOfBackups(inFolder('backup'));
    await expect(storage.get('a')).rejects.toThrow('EISDIR');
  });
});

describe('BackupAndRestore', () => {
  it.each([
    ['a folder', () => inFolder('backup')],
    ['a database', () => 'indexeddb://backup'],
  ])('goes on from %s', async (_kind, place) => {
    const {x, y} = trainingData();
    const weightsAfter = async (interrupted?: number) => {
      const model = tinyModel();
      const backup = backupAndRestore({backupDir: place()});
      const failing = lambdaCallback({
        onEpochBegin: (epoch) => {
          if (epoch === interrupted) throw new Error('interrupted');
        },
      });
      const start = await backup.resume(model);
      const options = {epochs: 4, shuffle: false, verbose: 0 as const, callbacks: [backup, failing]};
      await model.fit(x, y, {...options, ...start}).catch(() => {});
      return {start, weights: model.getWeights().map((weight) => weight.dataSync())};
    };
    const {weights} = await weightsAfter();
    await weightsAfter(3);
    expect(await weightsAfter()).toEqual({start: {initialEpoch: 3}, weights});
    expect((await weightsAfter()).start).toEqual({initialEpoch: 0});
  });

  it('says at once when there is no database here', () => {
    Reflect.deleteProperty(globalThis, 'indexedDB');
    expect(() => backupAndRestore({backupDir: 'indexeddb://1'})).toThrow(
      new TypeError(
        'BackupAndRestore: `backupDir` must be a place that there is here, such as a folder; ' +
          'got "indexeddb://1", and there is no IndexedDB.',
      ),
    );
  });

  it('says at once in a browser when a folder is given', () => {
    const {process} = globalThis;
    Object.assign(globalThis, {process: undefined});
    try {
      expect(() => backupAndRestore({backupDir: './backup'})).toThrow(
        new TypeError(
          "BackupAndRestore: `backupDir` must be a place that this browser has, such as 'indexeddb://name'; " +
            'got "./backup", and files (file://) need Node.',
        ),
      );
    } finally {
      Object.assign(globalThis, {process});
    }
  });
});
