import {firstSentence} from './comment.js';
import {isType, kindOf} from './heading.js';
import type {Links} from './Links.js';
import type {Entry} from './pages.js';
import {table} from './table.js';
import {title} from './title.js';

const intro =
  'All names are exported by `tfjs-callbacks`, the schedules also by `tfjs-callbacks/schedules`, which loads without ' +
  'tfjs, those of node by `tfjs-callbacks/node` alone, and those of install by `tfjs-callbacks/install` alone.';

/** Every public name: values in one line each, types in one line together. */
export function indexPage(folders: ReadonlyMap<string, readonly Entry[]>, links: Links): string[] {
  const lists = [...folders].flatMap(([folder, entries]) => {
    const items = entries.map(({item}) => item);
    const rows = items
      .filter((item) => !isType(item))
      .map((item) => [links.to(item), kindOf(item), firstSentence(item, links)]);
    const types = items.filter(isType).map((item) => links.to(item));
    return [
      ...title('##', entries, `${folder}.md`),
      ...table(['name', 'kind', 'meaning'], rows),
      ...(types.length > 0 ? [`Types: ${types.join(', ')}.`] : []),
    ];
  });
  return ['# API', intro, ...lists];
}
