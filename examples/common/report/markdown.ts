import type {Block} from './Block.js';

/** The blocks as Markdown, beside a folder `figures` with the pictures. */
export function markdown(blocks: readonly Block[]): string {
  return `${blocks.map(text).join('\n\n')}\n`;
}

function text(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${block.text}`;
    case 'paragraph':
      return block.text;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'figure':
      return `![${block.caption}](figures/${block.name}.svg)\n\n*${block.caption}*`;
    case 'table':
      return [block.head, block.head.map(() => '---'), ...block.rows].map(row).join('\n');
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
