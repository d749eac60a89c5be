import {DocFencedCode, DocParagraph, type DocComment, type DocNode} from '@microsoft/tsdoc';
import {contents} from '../reference/contents.js';
import {toMarkdown} from '../reference/markdown.js';
import {slug} from '../reference/slug.js';
import {docComment} from './docComment.js';
import {peersIn, type Peer} from './peers.js';

/** What the gallery says of one function, from its doc comment. */
export interface Entry {
  readonly name: string;
  /** Of the comment above it in the index: `Combinators: schedules of schedules`. */
  readonly group: string;
  readonly summary: string;
  readonly formula: string | undefined;
  /** The paragraph that names its equivalents, and these. */
  readonly equivalents: string | undefined;
  readonly peers: readonly Peer[];
  /** The code of its example. */
  readonly example: string;
}

/** The functions of a folder in the order of its index. */
export function entries(folder: string): Entry[] {
  const lines = contents(`${folder}/index.ts`);
  const names = lines.map(({name}) => name);
  let group = '';
  return lines.flatMap(({name, file, comment}) => {
    group = comment ?? group;
    const tsdoc = docComment(`${folder}/${file}.ts`, name);
    return tsdoc ? [entry(name, group, tsdoc, names)] : [];
  });
}

function entry(name: string, group: string, tsdoc: DocComment, names: readonly string[]): Entry {
  const markdown = toMarkdown(name, ({memberReferences}, text) => {
    const target = memberReferences[0]?.memberIdentifier?.identifier ?? '';
    return names.includes(target) ? `[${text}](#${slug(target)})` : text;
  });
  const nodes = [...tsdoc.summarySection.nodes, ...(tsdoc.remarksBlock?.content.nodes ?? [])];
  const paragraphs = nodes
    .filter((node) => node instanceof DocParagraph)
    .map(markdown)
    .filter((paragraph) => paragraph !== '');
  const peers = peersIn(name, paragraphs.at(-1) ?? '');
  return {
    name,
    group,
    summary: paragraphs[0] ?? '',
    formula: paragraphs.find((paragraph) => /\bvalue\s+is\b/.test(paragraph)),
    equivalents: peers.length > 0 ? paragraphs.at(-1) : undefined,
    peers,
    example: exampleIn(tsdoc),
  };
}

function exampleIn({customBlocks}: DocComment): string {
  const block = customBlocks.find(({blockTag}) => blockTag.tagName === '@example');
  const code = block?.content.nodes.find((node: DocNode) => node instanceof DocFencedCode);
  return code?.code.trimEnd() ?? '';
}
