/** A piece of a report, however it is written down. */
export type Block =
  | {kind: 'heading'; level: 1 | 2; text: string}
  | {kind: 'paragraph'; text: string}
  | {kind: 'list'; items: readonly string[]}
  /** A file of this name, without its ending. */
  | {kind: 'figure'; name: string; caption: string}
  | {kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[]};
