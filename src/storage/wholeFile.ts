import {nodeFiles, type NodeFiles} from './nodeFiles.js';

/**
 * Writes a file so that its path holds the old content or the new one, and never a part, whenever the process dies.
 *
 * What is written goes beside, to the disk, and then takes the place of the old file. What processes that died have left
 * beside this path is removed.
 */
export async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  const {fs, path} = await nodeFiles();
  // The clock tells this write from others of this process.
  const beside = `${file}.${process.pid}-${process.hrtime.bigint()}.part`;
  try {
    const handle = await fs.open(beside, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(beside, file);
  } catch (error) {
    await fs.rm(beside, {force: true});
    throw error;
  }
  await syncFolder(fs, path.dirname(file));
  await removeLeftOvers(file);
}

/** The content of a file, or undefined when there is none. */
export async function readWhole(file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const {fs} = await nodeFiles();
  try {
    // A copy: the buffers of Node may lie within larger ones.
    return new Uint8Array(await fs.readFile(file));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether an error says that there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

/** Makes a rename survive a loss of power, where folders can be synced. */
async function syncFolder(fs: NodeFiles['fs'], folder: string): Promise<void> {
  try {
    const handle = await fs.open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows has no such thing.
  }
}

/** Removes what was written beside a path by processes that did not live to rename it. */
export async function removeLeftOvers(file: string): Promise<void> {
  const {fs, path} = await nodeFiles();
  const folder = path.dirname(file);
  const begin = `${path.basename(file)}.`;
  for (const name of await fs.readdir(folder)) {
    if (!name.startsWith(begin) || !/^\d+-\d+\.part$/.test(name.slice(begin.length))) continue;
    const leftOver = path.join(folder, name);
    const {mtimeMs} = await fs.stat(leftOver).catch(() => ({mtimeMs: Infinity}));
    // A younger one may be a write of this process that is not done.
    if (mtimeMs < performance.timeOrigin) await fs.rm(leftOver, {force: true});
  }
}
