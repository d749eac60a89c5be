/** A value as an error message shows it: short, on one line, and never mistaken for another. */
export function show(value: unknown): string {
  return whole(value).replace(/^(.{60}).+/, '$1…');
}

function whole(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return `[${value.map(whole).join(', ')}]`;
  if (typeof value !== 'object' || !value) return String(value);
  const name = (value.constructor as {name?: string} | undefined)?.name;
  return name && name !== 'Object' ? `an instance of ${name}` : `{${Object.keys(value).join(', ')}}`;
}
