import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {blocks} from './blocks.js';
import {html} from './html.js';
import {markdown} from './markdown.js';
import {png, svg} from './render.js';
import type {Report} from './Report.js';

/** Writes the figures, report.md and report.html into the folder. */
export async function writeReport(report: Report, folder: string): Promise<void> {
  const figures = new Map<string, string>();
  mkdirSync(join(folder, 'figures'), {recursive: true});
  for (const {name, spec} of report.sections.flatMap((section) => section.figures)) {
    const text = await svg(spec);
    figures.set(name, text);
    writeFileSync(join(folder, 'figures', `${name}.svg`), text);
    writeFileSync(join(folder, 'figures', `${name}.png`), png(text));
  }
  const content = blocks(report);
  writeFileSync(join(folder, 'report.md'), markdown(content));
  writeFileSync(join(folder, 'report.html'), html(content, figures));
}
