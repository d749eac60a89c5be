/** What another library or a book calls a schedule. */
export interface Peer {
  readonly library: string;
  /** In Markdown. */
  readonly name: string;
  /** How ours becomes the same. */
  readonly note: string | undefined;
}

/** In the order of the table. */
export const libraries = ['Keras', 'PyTorch', 'optax', 'timm', 'transformers', 'books'];

const code = '`[^`]*`';
const note = `\\((?:${code}|[^\`()])*\\)`;
// What is in code or in parentheses does not count; nor does a comma unless a name in code comes next.
const groups = new RegExp(`(?:${code}|${note}|[^\`();])+`, 'g');
const items = new RegExp(`(?:${code}|${note}|,(?! \`)|[^\`(),])+`, 'g');

/**
 * The equivalents that a paragraph names, none when it does not begin with a library. Its form is
 * "Keras: `A`, `B` (note); optax: `c`."
 */
export function peersIn(owner: string, paragraph: string): Peer[] {
  const text = paragraph.replace(/\s+/g, ' ').replace(/\.$/, '');
  if (!libraries.some((library) => text.startsWith(`${library}: `))) return [];
  return (text.match(groups) ?? []).flatMap((group) => {
    const [, library = '', names = ''] = /^ ?([^:`]+): (.+)$/.exec(group) ?? [];
    if (!libraries.includes(library)) {
      throw new Error(
        `${owner}: equivalents begin with one of ${libraries.join(', ')} and a colon; got${group}`,
      );
    }
    return (names.match(items) ?? []).map((item) => {
      const [, name = '', remark] = new RegExp(`^(.+?)(?: (${note}))?$`).exec(item.trim()) ?? [];
      return {library, name, note: remark?.slice(1, -1)};
    });
  });
}
