import {ApiDocumentedItem, type ApiItem} from '@microsoft/api-extractor-model';
import type {DocComment} from '@microsoft/tsdoc';

/** The doc comment of an item, if it has one. */
export function tsdocOf(item: ApiItem): DocComment | undefined {
  return item instanceof ApiDocumentedItem ? item.tsdocComment : undefined;
}
