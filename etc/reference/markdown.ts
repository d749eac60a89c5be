import type {ApiItem} from '@microsoft/api-extractor-model';
import {
  DocCodeSpan,
  DocErrorText,
  DocEscapedText,
  DocFencedCode,
  DocLinkTag,
  DocParagraph,
  DocPlainText,
  DocSection,
  DocSoftBreak,
  type DocDeclarationReference,
  type DocNode,
} from '@microsoft/tsdoc';
import type {Links} from './Links.js';

/** Turns a part of a doc comment into Markdown. */
export type ToMarkdown = (node: DocNode | undefined) => string;

/** A link to a name of this package. */
export type LinkTo = (reference: DocDeclarationReference, text: string) => string;

/** For the doc comment of one item, from which its links are resolved. */
export function markdownOf(item: ApiItem, links: Links): ToMarkdown {
  return toMarkdown(item.displayName, (reference, text) => links.to(links.target(reference, item), text));
}

/** For the doc comment of the owner, whose links `linkTo` makes. */
export function toMarkdown(owner: string, linkTo: LinkTo): ToMarkdown {
  const text = (node: DocNode): string => {
    if (node instanceof DocPlainText) return node.text;
    if (node instanceof DocSoftBreak) return '\n';
    if (node instanceof DocEscapedText) return node.encodedText;
    if (node instanceof DocCodeSpan) return `\`${node.code}\``;
    if (node instanceof DocFencedCode) return `\`\`\`${node.language}\n${node.code.trimEnd()}\n\`\`\`\n\n`;
    if (node instanceof DocLinkTag) return link(node);
    if (node instanceof DocParagraph) return `${children(node).trim()}\n\n`;
    if (node instanceof DocSection) return children(node);
    const problem = node instanceof DocErrorText ? node.errorMessage : `a ${node.kind} is not provided for`;
    throw new Error(`${owner}: ${problem}`);
  };

  const children = (node: DocNode): string => node.getChildNodes().map(text).join('');

  const link = ({linkText, urlDestination, codeDestination}: DocLinkTag): string => {
    if (codeDestination === undefined) return `[${linkText ?? urlDestination}](${urlDestination})`;
    const name = codeDestination.memberReferences.map((one) => one.memberIdentifier?.identifier).join('.');
    return linkTo(codeDestination, linkText ?? `\`${name}\``);
  };

  return (node) => (node === undefined ? '' : text(node).trim());
}
