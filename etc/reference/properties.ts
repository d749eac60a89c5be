import {ApiPropertySignature, ReleaseTag, type ApiInterface} from '@microsoft/api-extractor-model';
import {tagged} from './comment.js';
import {inSourceOrder} from './inSourceOrder.js';
import type {Links} from './Links.js';
import {markdownOf} from './markdown.js';
import {table} from './table.js';
import {typeOf} from './typeOf.js';

/** The properties of an interface as a table. */
export function properties(item: ApiInterface, links: Links): string[] {
  const all = item.members.filter((member) => member instanceof ApiPropertySignature);
  const shown = inSourceOrder(item, all).filter(({releaseTag}) => releaseTag !== ReleaseTag.Internal);
  const areOptions = shown.some(({isOptional}) => isOptional);
  const rows = shown.map((property) => {
    const {name, isOptional, propertyTypeExcerpt, tsdocComment} = property;
    const markdown = markdownOf(property, links);
    const [fallback = ''] = tagged('@defaultValue', tsdocComment, markdown);
    return [
      `\`${name}\``,
      typeOf(propertyTypeExcerpt, links),
      ...(areOptions ? [isOptional ? value(fallback) : 'required'] : []),
      markdown(tsdocComment?.summarySection),
    ];
  });
  const heads = areOptions ? ['option', 'type', 'default', 'meaning'] : ['property', 'type', 'meaning'];
  return [...table(heads, rows), ...inherited(item, links)];
}

/** Where the other properties are explained. */
function inherited({extendsTypes}: ApiInterface, links: Links): string[] {
  if (extendsTypes.length === 0) return [];
  return [`And those of ${extendsTypes.map(({excerpt}) => typeOf(excerpt, links)).join(', ')}.`];
}

/** Values are shown as code, a description of a value is not. */
function value(text: string): string {
  return /^(true|false|null|undefined|'.*'|-?[\d.e-]+)$/.test(text) ? `\`${text}\`` : text;
}
