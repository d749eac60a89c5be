import {writePage} from '../../common/report/writePage.js';
import {blocks} from './blocks.js';
import type {Report} from './Report.js';

/** Writes the figures, report.md and report.html into the folder. */
export async function writeReport(report: Report, folder: string): Promise<void> {
  const figures = report.sections.flatMap((section) => section.figures);
  await writePage(blocks(report), figures, folder);
}
