import type {Excerpt} from '@microsoft/api-extractor-model';
import type {Links} from './Links.js';

/** A type as code in which the names of this package are links. */
export function typeOf({spannedTokens}: Excerpt, links: Links): string {
  const parts: string[] = [];
  let plain = '';
  for (const token of spannedTokens) {
    const item = links.named(token);
    if (item === undefined) {
      plain += token.text;
    } else {
      parts.push(code(plain), links.to(item));
      plain = '';
    }
  }
  return [...parts, code(plain)].join('');
}

/** Spaces at the ends stay outside, where Markdown keeps them. */
function code(text: string): string {
  const inside = text.trim();
  return inside === '' ? text : text.replace(inside, () => `\`${inside}\``);
}

/** Links to the types of this package that a declaration names and its own section does not explain. */
export function typesElsewhere({spannedTokens}: Excerpt, section: readonly string[], links: Links): string[] {
  const found = spannedTokens.flatMap((token) => {
    const item = links.named(token);
    return item === undefined || section.includes(item.displayName) ? [] : [links.to(item)];
  });
  return found.length > 0 ? [`Types: ${[...new Set(found)].join(', ')}.`] : [];
}
