import {show} from '../internal/show.js';
import type {BackupStorage} from './BackupStorage.js';
import {databaseStorage} from './databaseStorage.js';
import {folderStorage} from './folderStorage.js';
import {checkNode} from './nodeFiles.js';

const scheme = /^(?!file:)\w[\w+.-]*:\/\//;
const inDatabase = /^indexeddb:\/\/(.+)/;

/** What `backupDir` can be. */
export type BackupPlace = string | BackupStorage;

/** Whether it is a folder, a database or a storage. */
export function isPlace(place: BackupPlace): boolean {
  if (typeof place !== 'string') {
    return (['get', 'set', 'delete'] as const).every((name) => typeof place[name] === 'function');
  }
  return scheme.test(place) ? inDatabase.test(place) : place.replace(/^file:\/\//, '') !== '';
}

/** Throws unless there is such a place here. */
export function checkPlace(owner: string, option: string, place: BackupPlace): void {
  if (typeof place !== 'string') return;
  if (!scheme.test(place)) {
    checkNode(owner, option, place);
  } else if (!('indexedDB' in globalThis)) {
    throw new TypeError(
      `${owner}: \`${option}\` must be a place that there is here, such as a folder; ` +
        `got ${show(place)}, and there is no IndexedDB.`,
    );
  }
}

/** The place itself. */
export function placeOfBackups(place: BackupPlace): BackupStorage {
  if (typeof place !== 'string') return place;
  const [, name] = inDatabase.exec(place) ?? [];
  if (name !== undefined) return databaseStorage(name);
  return folderStorage(place.replace(/^file:\/\//, ''));
}
