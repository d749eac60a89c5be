/**
 * A place for backups under names: a `Map` is one, in memory, and so is whatever has its methods, at once or later.
 *
 * When `set` has ended, the bytes are there whole; until then what was there before may be lost.
 */
export interface BackupStorage {
  get(name: string): Uint8Array | undefined | Promise<Uint8Array | undefined>;
  set(name: string, bytes: Uint8Array<ArrayBuffer>): unknown;
  delete(name: string): unknown;
}
