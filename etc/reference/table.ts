/** A Markdown table; nothing where there are no rows. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [[line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')];
}

function cell(markdown: string): string {
  return markdown.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
