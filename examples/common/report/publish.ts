import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Block} from './Block.js';
import {duration} from './duration.js';
import type {Figure} from './Figure.js';
import {tidy, writePage} from './writePage.js';

/** What came out, for people and as data, and when the program began, in milliseconds. */
interface Publication {
  readonly blocks: Block[];
  readonly figures: Figure[];
  readonly data: unknown;
  readonly out: string;
  readonly start: number;
}

/** Writes the report and the data into a folder, and shows the report without its figures. */
export async function publish({blocks, figures, data, out, start}: Publication): Promise<void> {
  await writePage(blocks, figures, out);
  writeFileSync(join(out, 'results.json'), `${JSON.stringify(data, null, 2)}\n`);
  console.log(`\n${await tidy(blocks.filter(({kind}) => kind !== 'figure'))}`);
  const time = duration((performance.now() - start) / 1000);
  console.log(`All took ${time}. The report is ${join(out, 'report.html')}.`);
}
