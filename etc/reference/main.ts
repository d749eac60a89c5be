import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {ApiModel} from '@microsoft/api-extractor-model';
import {contents} from './contents.js';
import {pages} from './pages.js';

// Writes docs/api; with --check only says whether it is what would be written. Run by npm, in the folder of the package.
const folder = 'docs/api';
const model = new ApiModel();
model.loadPackage('temp/tfjs-callbacks.api.json');
const wanted = await pages(model, contents('src/index.ts'));

if (process.argv.includes('--check')) {
  const stale = [...new Set([...wanted.keys(), ...readdirSync(folder)])].filter(
    (file) => wanted.get(file) !== readFileSync(join(folder, file), 'utf8'),
  );
  if (stale.length > 0) {
    console.error(`${folder} is stale (${stale.join(', ')}): run npm run docs:api.`);
    process.exitCode = 1;
  }
} else {
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  for (const [file, text] of wanted) writeFileSync(join(folder, file), text);
}
