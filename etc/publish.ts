import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

/** Generated files by path, the folders that hold nothing else, and the script that writes them. */
export interface Publication {
  readonly files: ReadonlyMap<string, string>;
  readonly folders: readonly string[];
  readonly script: string;
}

/** Writes the files; with --check only says which of those on the disk are not what would be written. */
export function publish({files, folders, script}: Publication): void {
  const present = folders
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  if (process.argv.includes('--check')) {
    const stale = [...new Set([...files.keys(), ...present])].filter(
      (file) => !existsSync(file) || readFileSync(file, 'utf8') !== files.get(file),
    );
    if (stale.length === 0) return;
    console.error(`Stale: ${stale.join(', ')}. Run npm run ${script}.`);
    process.exitCode = 1;
  } else {
    for (const folder of folders) rmSync(folder, {recursive: true, force: true});
    for (const [file, text] of files) {
      mkdirSync(dirname(file), {recursive: true});
      writeFileSync(file, text);
    }
  }
}
