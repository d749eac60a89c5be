import type {BackupStorage} from './BackupStorage.js';

const database = 'tfjs-callbacks';
const store = 'backups';

/** Backups in IndexedDB, under a name of their own. */
export function databaseStorage(of: string): BackupStorage {
  const keyOf = (name: string): string[] => [of, name];
  return {
    get: (name) =>
      inStore('readonly', (backups) => backups.get(keyOf(name))) as Promise<Uint8Array | undefined>,
    set: (name, bytes) => inStore('readwrite', (backups) => backups.put(bytes, keyOf(name))),
    delete: (name) => inStore('readwrite', (backups) => backups.delete(keyOf(name))),
  };
}

/** Does one thing with the database, and ends when it is on the disk. */
async function inStore(
  mode: IDBTransactionMode,
  action: (backups: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const opening = indexedDB.open(database, 1);
  opening.onupgradeneeded = () => void opening.result.createObjectStore(store);
  await ended(opening, 'success', 'error');
  try {
    const transaction = opening.result.transaction(store, mode, {durability: 'strict'});
    const request = action(transaction.objectStore(store));
    await ended(transaction, 'complete', 'abort');
    return request.result;
  } finally {
    opening.result.close();
  }
}

function ended(work: IDBRequest | IDBTransaction, well: string, badly: string): Promise<void> {
  return new Promise((resolve, reject) => {
    work.addEventListener(well, () => resolve());
    work.addEventListener(badly, () => reject(work.error ?? new Error('IndexedDB did not say why')));
  });
}
