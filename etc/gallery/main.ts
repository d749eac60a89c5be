import {publish} from '../publish.js';
import {caption} from './caption.js';
import {entries} from './entries.js';
import {drawing} from './example.js';
import {page} from './page.js';
import {picture} from './picture.js';

// Writes docs/schedules.md and its pictures; with --check only says whether they are what would be written. Run by npm,
// in the folder of the package.
const folder = 'docs/images/schedules';
const all = entries('src/schedules');
const files = new Map<string, string>();
const images = new Map<string, string>();

for (const {name, group, formula, example} of all) {
  const drawn = drawing(example);
  if (group.startsWith('Schedules') && !(formula && drawn)) {
    const lacking = formula ? 'an example with `const rate = ...`' : 'a paragraph with the words "value is"';
    throw new Error(`${name}: the doc comment of a schedule needs ${lacking}`);
  }
  if (!drawn) continue;
  const words = caption(name, drawn);
  files.set(`${folder}/${name}.svg`, await picture(words, drawn));
  images.set(name, `![${words}](images/schedules/${name}.svg)`);
}
files.set('docs/schedules.md', await page(all, images));

publish({files, folders: [folder], script: 'docs:gallery'});
