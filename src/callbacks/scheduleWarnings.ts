import type {LearningRateFunction} from './courses.js';

/** Below this a float32 has fewer digits, and on some backends none. */
const smallest = 2 ** -126;

export const vanishing =
  'the learning rate falls below 2^-126 = 1.18e-38, the smallest that a float32 holds in full: ' +
  'the optimizer trains with another, at worst with 0.';

export function vanishes(learningRate: number): boolean {
  return learningRate > 0 && learningRate < smallest;
}

/** Where in a training to look at a schedule: at both ends and evenly between, all that there is if it is short. */
function places(count: number): number[] {
  const looks = Math.min(count, 64);
  return Array.from({length: looks}, (_, i) => Math.round((i * (count - 1)) / Math.max(looks - 1, 1)));
}

/**
 * What the user of a schedule should know before a training of so many steps or epochs: that it does not move in all
 * of it but would later, and that it vanishes. Nothing where each value is made from the one before.
 */
export function scheduleWarnings(
  name: string,
  schedule: LearningRateFunction,
  count: number,
  by: 'step' | 'epoch',
): string[] {
  if (schedule.length > 1) return [];
  const warnings: string[] = [];
  const planned = places(count).map((index) => valueAt(schedule, index));
  if (stands(planned) && movesLater(schedule, count, planned[0]!)) {
    const remedy =
      by === 'epoch'
        ? "If its lengths are steps, pass by: 'step'."
        : 'Its lengths seem to be those of a longer training.';
    warnings.push(
      `the ${name} is ${planned[0]!} in all ${count} ${by}s of this training; its schedule moves only later. ${remedy}`,
    );
  }
  if (name === 'learning rate' && planned.some(vanishes)) warnings.push(vanishing);
  return warnings;
}

function stands(values: readonly number[]): boolean {
  return values.length > 1 && values.every((value) => value === values[0]);
}

function movesLater(schedule: LearningRateFunction, count: number, value: number): boolean {
  const later = Array.from({length: 10}, (_, i) => valueAt(schedule, count * 2 ** (i + 1)));
  return later.some((other) => Number.isFinite(other) && other !== value);
}

/** A schedule of the user's own may be made for the planned steps only. */
function valueAt(schedule: LearningRateFunction, index: number): number {
  try {
    return schedule(index, NaN);
  } catch {
    return NaN;
  }
}
