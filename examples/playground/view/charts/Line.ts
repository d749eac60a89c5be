import type {Table} from './Table.js';

/** A line of a chart. */
export interface Line<Source> {
  readonly label: string;
  /** The custom property that holds its colour. */
  readonly colour: string;
  /** Of which run it is. */
  readonly run: 'a' | 'b';
  readonly kind: 'line' | 'thin' | 'dashed' | 'dots';
  table(source: Source): Table;
  /** Whether there is anything to say about it; yes without this. */
  isThere?(source: Source): boolean;
}
