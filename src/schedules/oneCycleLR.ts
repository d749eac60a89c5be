import {
  checkOptions,
  flag,
  nonNegative,
  oneOf,
  positive,
  positiveCount,
  required,
  type Rules,
} from '../internal/check.js';
import type {Schedule} from './Schedule.js';
import {shapes} from './Shape.js';

/** The course of {@link oneCycleLR}, whatever it drives. */
export interface OneCycleCourse {
  /** Number of steps; from the last one on, totalSteps − 1, the value stays. */
  totalSteps: number;
  /** The part of the steps in which the value rises, from 0 to 1. @defaultValue 0.3 */
  pctStart?: number;
  /** Along half cosine waves, or lines. @defaultValue 'cos' */
  annealStrategy?: 'cos' | 'linear';
  /** Whether to fall to the initial value as fast as it rose, and then to the lowest. @defaultValue false */
  threePhase?: boolean;
}

/** Options of {@link oneCycleLR}. */
export interface OneCycleLROptions extends OneCycleCourse {
  /** The highest value. */
  maxLr: number;
  /** The value at step 0 is maxLr / divFactor. @defaultValue 25 */
  divFactor?: number;
  /** The last value is that of step 0, divided by this. @defaultValue 10000 */
  finalDivFactor?: number;
}

export const oneCycleRules = {
  maxLr: required(nonNegative),
  totalSteps: required(positiveCount),
  pctStart: {
    must: 'a number from 0 to 1',
    kind: (value) => typeof value === 'number',
    test: (value: number) => value >= 0 && value <= 1,
  },
  annealStrategy: oneOf('cos', 'linear'),
  threePhase: flag,
  divFactor: positive,
  finalDivFactor: positive,
} satisfies Rules<OneCycleLROptions>;

/**
 * Rises to a high rate and falls to a very low one, once, over the whole training; then it stays there.
 *
 * With u = pctStart · totalSteps − 1 and e = totalSteps − 1, the value is maxLr / divFactor at 0, maxLr at u and
 * maxLr / (divFactor · finalDivFactor) from e on, with half cosine waves or lines between; with `threePhase` it passes
 * maxLr / divFactor again at 2u.
 *
 * PyTorch: `OneCycleLR` (which goes one step too far, where here the last value stays).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = oneCycleLR({maxLr: 0.1, totalSteps: 100, divFactor: 10});
 * rate(0);   // 0.01
 * rate(29);  // 0.1
 * rate(64);  // 0.0500005
 * rate(99);  // 0.000001
 * rate(110); // 0.000001
 * ```
 *
 * @see {@link https://arxiv.org/abs/1708.07120 | Smith and Topin, 2017}
 */
export function oneCycleLR(options: OneCycleLROptions): Schedule {
  checkOptions('oneCycleLR', options, oneCycleRules);
  const {maxLr, divFactor = 25, finalDivFactor = 1e4, ...course} = options;
  const initial = maxLr / divFactor;
  return oneCycleThrough(initial, maxLr, initial / finalDivFactor, course);
}

/** The curve through these three values; a momentum's begins and ends high. */
export function oneCycleThrough(
  initial: number,
  top: number,
  final: number,
  course: OneCycleCourse,
): Schedule {
  const {totalSteps, pctStart = 0.3, annealStrategy = 'cos', threePhase = false} = course;
  const end = totalSteps - 1;
  const up = pctStart * totalSteps - 1;
  const ends = threePhase ? [up, 2 * up, end] : [up, end];
  const values = threePhase ? [initial, top, initial, final] : [initial, top, final];
  const between = shapes[annealStrategy === 'cos' ? 'cosine' : 'linear'];
  return (step) => {
    const at = Math.min(step, end);
    let [phase, begin] = [0, 0];
    // Behind the phases that are over, and those without steps.
    while (at > ends[phase]! || ends[phase]! <= begin) begin = ends[phase++]!;
    if (phase === ends.length) return final;
    return between(values[phase]!, values[phase + 1]!, (at - begin) / (ends[phase]! - begin));
  };
}
