/** Which numbers make a statement true. */
export interface Criterion {
  /** In words; `format` writes a number as the claim does. */
  text: (format: (value: number) => string) => string;
  /** 1 for true, 0 for false, ½ for nearly. */
  score: (value: number) => number;
}

const when = (words: string, bound: number, test: (value: number) => boolean): Criterion => ({
  text: (format) => `${words}${format(bound)}`,
  score: (value) => (test(value) ? 1 : 0),
});

export const atLeast = (bound: number): Criterion => when('at least ', bound, (value) => value >= bound);
export const atMost = (bound: number): Criterion => when('at most ', bound, (value) => value <= bound);
export const above = (bound: number): Criterion => when('above ', bound, (value) => value > bound);
export const below = (bound: number): Criterion => when('below ', bound, (value) => value < bound);
export const exactly = (want: number): Criterion => when('', want, (value) => value === want);

/** Within the tolerance is true, within twice the tolerance is nearly true. */
export function about(want: number, tolerance: number): Criterion {
  const between = (format: (value: number) => string, margin: number) =>
    `${format(want - margin)} to ${format(want + margin)}`;
  return {
    text: (format) => `${between(format, tolerance)} (partly: ${between(format, 2 * tolerance)})`,
    score: (value) => {
      const distance = Math.abs(value - want);
      if (distance <= tolerance) return 1;
      return distance <= 2 * tolerance ? 0.5 : 0;
    },
  };
}
