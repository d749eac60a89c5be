/** The source files of what makes the data, each with one export. */
export interface Sources {
  readonly Point: string;
  readonly mulberry32: string;
  readonly normal: string;
  readonly blobs: string;
  readonly moons: string;
  readonly spirals: string;
  readonly xor: string;
}

/** What a file exports, as it stands in another file. */
export function inlined(source: string): string {
  return source
    .replaceAll(/^import .*\n/gm, '')
    .replaceAll(/^export /gm, '')
    .trim();
}
