import type {Block} from './Block.js';
import {colours} from './colours.js';
import {marks} from './marks.js';
import {stylesheet} from './stylesheet.js';

/** The blocks as one page that needs nothing else; `figures` holds the SVG text of each by its name. */
export function html(blocks: readonly Block[], figures: ReadonlyMap<string, string>): string {
  const title = blocks.find((block) => block.kind === 'heading')?.text ?? '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${stylesheet}</style>
</head>
<body>
<main>
${blocks.map((block) => element(block, figures)).join('\n')}
</main>
</body>
</html>
`;
}

function element(block: Block, figures: ReadonlyMap<string, string>): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'figure': {
      const caption = escaped(block.caption);
      return `<figure>${inline(block.name, figures.get(block.name) ?? '')}<figcaption>${caption}</figcaption></figure>`;
    }
    case 'table':
      return `<div class="table"><table><thead>${row('th', block.head)}</thead><tbody>${block.rows
        .map((cells) => row('td', cells))
        .join('\n')}</tbody></table></div>`;
  }
}

/** An SVG inside the page takes the page's colours; its ids must differ from those of the other pictures. */
function inline(name: string, svg: string): string {
  return svg
    .replaceAll(/(id="|url\(#)/g, `$1${name}-`)
    .replaceAll(colours.page, 'none')
    .replaceAll(colours.ink, 'currentColor')
    .replaceAll(colours.line, 'var(--line)');
}

const classes: Readonly<Record<string, string>> = {
  [marks.holds]: 'holds',
  [marks['holds partly']]: 'partly',
  [marks['does not hold']]: 'fails',
};

function row(tag: 'td' | 'th', cells: readonly string[]): string {
  const cell = (text: string) => {
    const name = classes[text.charAt(0)];
    return `<${tag}${name ? ` class="${name}"` : ''}>${escaped(text)}</${tag}>`;
  };
  return `<tr>${cells.map(cell).join('')}</tr>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
