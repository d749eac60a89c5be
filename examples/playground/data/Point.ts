/** A point of the plane, and the class that it belongs to. */
export interface Point {
  readonly x: number;
  readonly y: number;
  /** Counted from 0. */
  readonly label: number;
}
