/** A value as an error message shows it: short, on one line, and never mistaken for another. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'function') return value.name ? `the function ${value.name}` : 'a function';
  if (Array.isArray(value))
    return value.length > 8 ? `an array of ${value.length}` : `[${value.map(show).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const name = (value.constructor as {name?: string} | undefined)?.name;
    return name && name !== 'Object' ? `an instance of ${name}` : `{${Object.keys(value).join(', ')}}`;
  }
  return String(value);
}
