import type {Links} from './Links.js';
import type {Entry} from './pages.js';

/** Links to the sections of a page; where its index has several groups, a line for each. */
export function onThisPage(entries: readonly Entry[], links: Links): string {
  const firsts = entries.filter(({file}, i) => entries.findIndex((entry) => entry.file === file) === i);
  const groups: {name: string; links: string[]}[] = [];
  for (const {comment, item} of firsts) {
    const [name = ''] = comment?.split(': ') ?? [];
    if (name || groups.length === 0) groups.push({name, links: []});
    groups.at(-1)!.links.push(links.to(item));
  }
  const lines = groups.map((group) => group.links.join(' · '));
  if (lines.length === 1) return lines.join();
  return groups.map(({name}, i) => `- ${name && `${name}: `}${lines[i]}`).join('\n');
}
