/** A value as a field of a CSV file: quoted where it must be. */
export function csvField(value: unknown, separator: string): string {
  const text = String(value);
  const isPlain = !/["\r\n]/.test(text) && !text.includes(separator);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

/** The fields of the first record of a CSV text. */
export function csvRecord(text: string, separator: string): string[] {
  const apart = `\\u${separator.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^${apart}\\r\\n]*))(${apart}?)`, 'y');
  const fields: string[] = [];
  for (;;) {
    const [, quoted, plain = '', separated] = field.exec(text) ?? [];
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    if (!separated) return fields;
  }
}
