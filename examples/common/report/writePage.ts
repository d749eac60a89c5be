import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {format} from 'prettier';
import type {Block} from './Block.js';
import type {Figure} from './Figure.js';
import {html} from './html.js';
import {markdown} from './markdown.js';
import {png, svg} from './render.js';

/** Writes the figures as SVG and PNG, report.md and report.html into the folder. */
export async function writePage(
  blocks: readonly Block[],
  figures: readonly Figure[],
  folder: string,
): Promise<void> {
  const drawn = new Map<string, string>();
  mkdirSync(join(folder, 'figures'), {recursive: true});
  for (const {name, spec} of figures) {
    const text = await svg(spec);
    drawn.set(name, text);
    writeFileSync(join(folder, 'figures', `${name}.svg`), text);
    writeFileSync(join(folder, 'figures', `${name}.png`), png(text));
  }
  writeFileSync(join(folder, 'report.md'), await tidy(blocks));
  writeFileSync(join(folder, 'report.html'), html(blocks, drawn));
}

/** The blocks as Markdown with straight columns, to be read as it is. */
export function tidy(blocks: readonly Block[]): Promise<string> {
  return format(markdown(blocks), {parser: 'markdown'});
}
