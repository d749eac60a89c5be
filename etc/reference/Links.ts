import {ApiItemKind, type ApiItem, type ApiModel, type ExcerptToken} from '@microsoft/api-extractor-model';
import type {DocDeclarationReference} from '@microsoft/tsdoc';
import type {Line} from './contents.js';
import {heading} from './heading.js';
import {slug} from './slug.js';

/** Where the items of the reference are, as seen from the page of one folder. */
export class Links {
  readonly #model: ApiModel;
  readonly #lines: readonly Line[];
  readonly #folder: string;

  constructor(model: ApiModel, lines: readonly Line[], folder: string) {
    this.#model = model;
    this.#lines = lines;
    this.#folder = folder;
  }

  /** A link to an item, which is shown by its name unless there is another text. */
  to(item: ApiItem, text = `\`${item.displayName}\``): string {
    const declared = item.getHierarchy().find(({parent}) => parent?.kind === ApiItemKind.EntryPoint);
    const line = this.#lines.find(({name}) => name === declared?.displayName);
    if (!declared || !line) throw new Error(`${item.displayName}: not in the index of an entry`);
    const page = line.folder === this.#folder ? '' : `${line.folder}.md`;
    return `[${text}](${page}#${slug(heading(item) ?? heading(declared)!)})`;
  }

  /** What a name in a declaration means, undefined when it is not one of this package. */
  named({canonicalReference: name}: ExcerptToken): ApiItem | undefined {
    return name && this.#model.resolveDeclarationReference(name, undefined).resolvedApiItem;
  }

  /** What a link in a doc comment means. */
  target(reference: DocDeclarationReference, from: ApiItem): ApiItem {
    const {resolvedApiItem, errorMessage} = this.#model.resolveDeclarationReference(reference, from);
    if (resolvedApiItem) return resolvedApiItem;
    throw new Error(`${from.displayName}: {@link ${reference.emitAsTsdoc()}} leads nowhere. ${errorMessage}`);
  }
}
