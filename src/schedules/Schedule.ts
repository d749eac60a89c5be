/**
 * A number as a function of the step: a learning rate, most often, but a momentum or a threshold as well.
 *
 * Pure, defined for every step \>= 0 in any order, fractional steps included. Step `s` is what update number `s`
 * uses, counted from 0. The unit is the caller's: updates or epochs.
 *
 * @example
 * ```ts
 * const halves: Schedule = (step) => 0.1 * 0.5 ** step;
 * halves(0); // 0.1
 * halves(2); // 0.025
 * ```
 */
export type Schedule = (step: number) => number;
