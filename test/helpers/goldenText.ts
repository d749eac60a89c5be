import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/** The recorded file whose name starts with `prefix`, in the folder GOLDEN_DIR or test/golden/data. */
export function goldenText(prefix: string): string {
  const folder = process.env['GOLDEN_DIR'] ?? join(__dirname, '../golden/data');
  const file = readdirSync(folder).find((name) => name.startsWith(`${prefix}_`));
  if (file === undefined) throw new Error(`golden: no file ${prefix}_*.json in ${folder}`);
  return readFileSync(join(folder, file), 'utf8');
}
