import type {ApiItem, ApiModel} from '@microsoft/api-extractor-model';
import type {Line} from './contents.js';
import {folderPage} from './folderPage.js';
import {indexPage} from './indexPage.js';
import {Links} from './Links.js';

const note =
  '<!-- Written by `npm run docs:api` from the doc comments in src: change those, then run it again. -->';

/** A public name with what the model knows of it. */
export interface Entry extends Line {
  readonly item: ApiItem;
}

/** The pages of the reference by file name: one for each folder of src, and README.md, which lists every name. */
export async function pages(model: ApiModel, lines: readonly Line[]): Promise<Map<string, string>> {
  const folders = new Map<string, Entry[]>();
  for (const entry of entries(model, lines)) {
    folders.set(entry.folder, [...(folders.get(entry.folder) ?? []), entry]);
  }
  const files = new Map([['README.md', written(indexPage(folders, new Links(model, lines, '')))]]);
  for (const [folder, own] of folders) {
    files.set(`${folder}.md`, written(await folderPage(own, new Links(model, lines, folder))));
  }
  return files;
}

function entries(model: ApiModel, lines: readonly Line[]): Entry[] {
  const items = model.packages.flatMap(({entryPoints}) => entryPoints.flatMap(({members}) => members));
  return lines.map((line) => {
    const item = items.find(({displayName}) => displayName === line.name);
    if (item === undefined) throw new Error(`${line.name} is in the index of an entry, and not in the model`);
    return {...line, item};
  });
}

function written(parts: readonly string[]): string {
  return `${[note, ...parts].join('\n\n')}\n`;
}
