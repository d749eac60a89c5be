/** What a measurement found. */
export interface Result {
  measured: number;
  /** What the measured number may be at most; without limits a line is there for comparison. */
  atMost?: number;
  atLeast?: number;
  /** What was measured beside it in the same run. */
  beside: Readonly<Record<string, number>>;
}

/** A line of the table, as often as it must be measured. */
export interface Measurement {
  name: string;
  unit: string;
  measure(): Promise<Result>;
}
