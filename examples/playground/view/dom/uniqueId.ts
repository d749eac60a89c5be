let made = 0;

/** An id for a label to name. */
export function uniqueId(name: string): string {
  made += 1;
  return `${name}-${made}`;
}
