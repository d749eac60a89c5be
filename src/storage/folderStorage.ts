import type {BackupStorage} from './BackupStorage.js';
import {nodeFiles} from './nodeFiles.js';
import {readWhole, removeLeftOvers, writeWhole} from './wholeFile.js';

/** Backups as files of a folder, each of them old or new at any moment. The folder is there as long as it has one. */
export function folderStorage(folder: string): BackupStorage {
  const fileOf = async (name: string): Promise<string> => {
    const {path} = await nodeFiles();
    return path.join(path.resolve(folder), `${name}.backup`);
  };
  return {
    get: async (name) => readWhole(await fileOf(name)),
    async set(name, bytes) {
      const {fs} = await nodeFiles();
      await fs.mkdir(folder, {recursive: true});
      await writeWhole(await fileOf(name), bytes);
    },
    async delete(name) {
      const {fs} = await nodeFiles();
      const file = await fileOf(name);
      await fs.rm(file, {force: true});
      // The folder may not be there, or not be empty.
      await removeLeftOvers(file)
        .then(() => fs.rmdir(folder))
        .catch(() => {});
    },
  };
}
