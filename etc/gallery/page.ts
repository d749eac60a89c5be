import {readFileSync} from 'node:fs';
import {format, type Options} from 'prettier';
import {slug} from '../reference/slug.js';
import type {Entry} from './entries.js';
import {findYours} from './findYours.js';
import {introduction} from './introduction.js';
import {section} from './section.js';

const note =
  '<!-- Written by `npm run docs:gallery` from the doc comments in src/schedules: change those, then run it again. -->';
const style = JSON.parse(readFileSync('.prettierrc.json', 'utf8')) as Options;

/** The whole gallery, group by group; `pictures` has a Markdown image for each function that has a picture. */
export async function page(
  entries: readonly Entry[],
  pictures: ReadonlyMap<string, string>,
): Promise<string> {
  const groups = [...new Set(entries.map(({group}) => group))].flatMap((group) => {
    const own = entries.filter((entry) => entry.group === group);
    const [title = '', meaning] = group.split(': ');
    return [
      `## ${title}`,
      ...(meaning ? [`${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`] : []),
      own.map(({name}) => `[\`${name}\`](#${slug(name)})`).join(' · '),
      ...own.flatMap((entry) => section(entry, pictures.get(entry.name))),
    ];
  });
  const parts = [note, introduction, '## Find yours', ...findYours(entries), ...groups];
  return format(parts.join('\n\n'), {...style, parser: 'markdown'});
}
