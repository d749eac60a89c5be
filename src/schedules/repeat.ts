import {
  check,
  checkOptions,
  growth,
  nonNegative,
  positive,
  positiveCount,
  required,
  schedule as isSchedule,
  type Rule,
} from '../internal/check.js';
import {cycles} from '../internal/cycles.js';
import {geometricSum} from '../internal/geometricSum.js';
import {lerp} from '../internal/lerp.js';
import {power} from '../internal/power.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link repeat}. */
export interface RepeatOptions {
  /** Number of steps of the schedule that are repeated, and of the first cycle; may be fractional. */
  steps: number;
  /** How many times as long each cycle is as the one before; at least 1. The curve is stretched. @defaultValue 1 */
  lengthFactor?: number;
  /**
   * How many times as high above the floor each cycle is as the one before; or the height of a cycle from its number,
   * counted from 0. @defaultValue 1
   */
  heightFactor?: number | ((cycle: number) => number);
  /** The value that stays when the heights change. @defaultValue 0 */
  floor?: number;
  /** How many cycles there are; after them the value stays at the last one's end. @defaultValue without end */
  cycles?: number;
}

const height: Rule = {
  must: 'a finite number >= 0, or a function of the cycle',
  kind: (value) => typeof value === 'number' || typeof value === 'function',
  test: (value: unknown) => typeof value === 'function' || ((value as number) >= 0 && value !== Infinity),
};

/**
 * The first steps of a schedule over and over again, each time longer and lower if wished.
 *
 * Cycle i has steps · lengthFactor^i steps. With v = the schedule at that fraction of its first `steps`, the value is
 * floor + heightFactor^i · (v − floor).
 *
 * timm: `cycle_mul` (lengthFactor), `cycle_decay` (heightFactor), `cycle_limit` (cycles).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const fall = polynomialDecay({initialLearningRate: 0.1, decaySteps: 50, endLearningRate: 0});
 * const rate = repeat(fall, {steps: 50, heightFactor: 0.5, cycles: 4});
 * rate(25);  // 0.05
 * rate(50);  // 0.05
 * rate(75);  // 0.025
 * rate(220); // 0
 * ```
 */
export function repeat(schedule: Schedule, options: RepeatOptions): Schedule {
  check('repeat', 'schedule', schedule, isSchedule);
  checkOptions('repeat', options, {
    steps: required(positive),
    lengthFactor: growth,
    heightFactor: height,
    floor: nonNegative,
    cycles: positiveCount,
  });
  const {steps, lengthFactor = 1, heightFactor = 1, floor = 0, cycles: count = Infinity} = options;
  const heightOf =
    typeof heightFactor === 'function' ? heightFactor : (cycle: number) => power(heightFactor, cycle);
  const cycleAt = cycles(steps, lengthFactor, heightOf);
  const end = steps * geometricSum(lengthFactor, count);
  return (step) => {
    if (step >= end) return lerp(floor, schedule(steps), heightOf(count - 1));
    const {start, stretch, height} = cycleAt(step);
    return lerp(floor, schedule((step - start) / stretch), height);
  };
}
