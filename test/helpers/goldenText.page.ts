const files: Record<string, string> = import.meta.glob('../golden/data/1[0-9]*_*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The recorded file whose name starts with `prefix`. */
export function goldenText(prefix: string): string {
  const file = Object.keys(files).find((path) => path.includes(`/${prefix}_`));
  if (file === undefined) throw new Error(`golden: no file ${prefix}_*.json`);
  return files[file]!;
}
