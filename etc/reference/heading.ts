import {ApiItemKind, type ApiItem} from '@microsoft/api-extractor-model';
import {tsdocOf} from './tsdocOf.js';

const kinds: Partial<Record<ApiItemKind, string>> = {
  [ApiItemKind.Class]: 'class',
  [ApiItemKind.Function]: 'function',
  [ApiItemKind.Interface]: 'interface',
  [ApiItemKind.TypeAlias]: 'type',
  [ApiItemKind.Variable]: 'const',
};

/** The keyword that declares an export. */
export function kindOf(item: ApiItem): string {
  const kind = kinds[item.kind];
  if (kind === undefined) throw new Error(`${item.displayName}: a ${item.kind} is not provided for`);
  return kind;
}

export function isType({kind}: ApiItem): boolean {
  return kind === ApiItemKind.Interface || kind === ApiItemKind.TypeAlias;
}

/**
 * The heading of an export or of a member of a class, undefined for what has none, such as a property in a table. An
 * export's kind stands in it because anchors do not tell `ReduceLROnPlateau` and `reduceLROnPlateau` apart.
 */
export function heading(item: ApiItem): string | undefined {
  const {parent, displayName} = item;
  if (parent?.kind === ApiItemKind.EntryPoint) return `${kindOf(item)} ${displayName}`;
  if (parent?.kind === ApiItemKind.Class && tsdocOf(item)) return `${parent.displayName}.${displayName}`;
  return undefined;
}
