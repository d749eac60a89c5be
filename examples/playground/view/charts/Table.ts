/** Points of a line: their places, and how high they are. */
export type Table = readonly [x: readonly number[], y: readonly (number | null)[]];
