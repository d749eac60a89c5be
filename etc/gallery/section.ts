import {slug} from '../reference/slug.js';
import type {Entry} from './entries.js';
import {shortened} from './example.js';

/** What the page says of one function. */
export function section(entry: Entry, picture: string | undefined): string[] {
  const {name, summary, formula, equivalents, example} = entry;
  return [
    `### ${name}`,
    ...(picture ? [picture] : []),
    ...[summary, formula].filter((paragraph) => paragraph !== undefined),
    `\`\`\`ts\n${shortened(example)}\n\`\`\``,
    ...(equivalents ? [equivalents] : []),
    `[Options and errors](api/schedules.md#${slug(`function ${name}`)})`,
  ];
}
