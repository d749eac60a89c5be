import type {VegaLiteSpec} from 'tfjs-callbacks';

/** A picture of a page. */
export interface Figure {
  /** Of its files, without the ending. */
  name: string;
  caption: string;
  spec: VegaLiteSpec;
}
