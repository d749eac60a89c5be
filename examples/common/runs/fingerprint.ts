import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {extname, join} from 'node:path';

/** A hash of all TypeScript below the folders: a result is used again only as long as the code that made it is there. */
export function fingerprint(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).sort();
    for (const file of files) {
      if (extname(file) === '.ts') hash.update(file).update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest('hex');
}
