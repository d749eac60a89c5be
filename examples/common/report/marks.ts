/** What a cell about a verdict begins with. */
export const marks = {
  holds: '✔',
  'holds partly': '◐',
  'does not hold': '✘',
  'not measured': '–',
} as const;
