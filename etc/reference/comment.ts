import {ApiParameterListMixin, type ApiItem} from '@microsoft/api-extractor-model';
import type {DocComment} from '@microsoft/tsdoc';
import type {Links} from './Links.js';
import {markdownOf, type ToMarkdown} from './markdown.js';
import {table} from './table.js';
import {tsdocOf} from './tsdocOf.js';
import {typeOf} from './typeOf.js';

/** All that the doc comment of an item says. */
export function comment(item: ApiItem, links: Links): string[] {
  const tsdoc = tsdocOf(item);
  if (tsdoc === undefined) return [];
  const markdown = markdownOf(item, links);
  const {summarySection, remarksBlock, returnsBlock, seeBlocks} = tsdoc;
  return [
    ...[markdown(summarySection)].filter((summary) => summary !== ''),
    ...(remarksBlock ? [markdown(remarksBlock.content)] : []),
    ...parameters(item, links),
    ...(returnsBlock ? [`**Returns** ${markdown(returnsBlock.content)}`] : []),
    ...tagged('@throws', tsdoc, markdown).map((text) => `**Throws** ${text}`),
    ...tagged('@example', tsdoc, markdown).map((text) => `**Example**\n\n${text}`),
    ...seeBlocks.map(({content}) => `**See** ${markdown(content)}`),
  ];
}

/** The first sentence of a doc comment. */
export function firstSentence(item: ApiItem, links: Links): string {
  const summary = markdownOf(item, links)(tsdocOf(item)?.summarySection);
  return /^.+?[.](?=\s|$)/s.exec(summary)?.[0] ?? summary;
}

/** The contents of all blocks with a tag. */
export function tagged(tag: string, tsdoc: DocComment | undefined, markdown: ToMarkdown): string[] {
  const blocks = tsdoc?.customBlocks ?? [];
  return blocks.filter(({blockTag}) => blockTag.tagName === tag).map(({content}) => markdown(content));
}

/** The parameters of a function that its doc comment describes. */
function parameters(item: ApiItem, links: Links): string[] {
  if (!ApiParameterListMixin.isBaseClassOf(item)) return [];
  const markdown = markdownOf(item, links);
  const described = item.parameters.filter(({tsdocParamBlock}) => tsdocParamBlock);
  const rows = described.map(({name, parameterTypeExcerpt, tsdocParamBlock}) => [
    `\`${name}\``,
    typeOf(parameterTypeExcerpt, links),
    markdown(tsdocParamBlock?.content),
  ]);
  return table(['parameter', 'type', 'meaning'], rows);
}
