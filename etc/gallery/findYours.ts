import {slug} from '../reference/slug.js';
import {table} from '../reference/table.js';
import type {Entry} from './entries.js';
import {libraries} from './peers.js';

/** Every name in another library or a book, and ours for it. */
export function findYours(entries: readonly Entry[]): string[] {
  const found = entries.flatMap(({name, peers}) =>
    peers.map(({library, name: theirs, note}) => ({library, theirs, ours: name, note})),
  );
  const inOrder = [...new Set([...libraries, ...found.map(({library}) => library)])];
  const rows = inOrder.flatMap((library) =>
    found
      .filter((one) => one.library === library)
      .sort((a, b) => bare(a.theirs).localeCompare(bare(b.theirs), 'en'))
      .map(({theirs, ours, note}) => [
        library,
        theirs,
        `[\`${ours}\`](#${slug(ours)})${note ? ` (${note})` : ''}`,
      ]),
  );
  return table(['in', 'name', 'here'], rows);
}

function bare(markdown: string): string {
  return markdown.replaceAll('`', '');
}
