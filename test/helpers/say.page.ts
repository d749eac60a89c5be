/** Prints a line: nowhere, as a page has no stdout. */
export function say(_line: string): void {}
