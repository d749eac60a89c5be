import type {Line} from './contents.js';

/** The heading of a folder and what src/index.ts says of it: `// Data: batches that can be repeated`. */
export function title(level: '#' | '##', lines: readonly Line[], page?: string): string[] {
  const folder = lines[0]?.folder ?? '';
  const comment = lines.find((line) => line.comment)?.comment ?? '';
  const name = capitalised(folder);
  const [, meaning] = comment.split(': ');
  return [`${level} ${page ? `[${name}](${page})` : name}`, ...(meaning ? [`${capitalised(meaning)}.`] : [])];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
