import type {Links} from './Links.js';
import {onThisPage} from './onThisPage.js';
import type {Entry} from './pages.js';
import {section} from './section.js';
import {title} from './title.js';

/** What the files of one folder export, file by file. */
export async function folderPage(entries: readonly Entry[], links: Links): Promise<string[]> {
  const files = [...new Set(entries.map(({file}) => file))];
  const sections = files.map((file) => entries.filter((entry) => entry.file === file).map(({item}) => item));
  const parts = await Promise.all(sections.map((items) => section(items, links)));
  return [...title('#', entries), onThisPage(entries, links), ...parts.flat()];
}
