/** The colours of text and lines in figures; a page with a dark mode puts its own in their place. */
export const colours = {page: '#ffffff', ink: '#263238', line: '#e0e4e7'} as const;
