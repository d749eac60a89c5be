import {
  ApiClass,
  ApiDeclaredItem,
  ApiDocumentedItem,
  ApiInterface,
  type ApiItem,
} from '@microsoft/api-extractor-model';
import {comment} from './comment.js';
import {heading} from './heading.js';
import type {Links} from './Links.js';
import {members} from './members.js';
import {properties} from './properties.js';
import {signature} from './signature.js';
import {typesElsewhere} from './typeOf.js';

/** What one source file exports: its main export, and below it what belongs to that. */
export async function section(items: readonly ApiItem[], links: Links): Promise<string[]> {
  const names = items.map(({displayName}) => displayName);
  const parts = items.map(async (item, i) => [
    `${i === 0 ? '##' : '###'} ${heading(item)}`,
    ...(await declaration(item, names, links)),
    ...(item instanceof ApiDocumentedItem ? comment(item, links) : []),
    ...(item instanceof ApiInterface ? properties(item, links) : []),
    ...(item instanceof ApiClass ? await members(item, links) : []),
  ]);
  return (await Promise.all(parts)).flat();
}

/** The code that declares an export; of an interface its table says all. */
async function declaration(item: ApiItem, section: readonly string[], links: Links): Promise<string[]> {
  if (!(item instanceof ApiDeclaredItem) || item instanceof ApiInterface) return [];
  return [await signature(item), ...typesElsewhere(item.excerpt, section, links)];
}
