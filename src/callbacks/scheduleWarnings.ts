import type {LearningRateFunction} from './courses.js';

/** Below this a float32 has fewer digits, and on some backends none. */
const smallest = 2 ** -126;

const goldenRatio = (Math.sqrt(5) - 1) / 2;

export const vanishing =
  'the learning rate falls below 2^-126 = 1.18e-38, the smallest that a float32 holds in full: ' +
  'the optimizer trains with another, at worst with 0.';

export function vanishes(learningRate: number): boolean {
  return learningRate > 0 && learningRate < smallest;
}

/** Where in a training to look at a schedule: at its begin and end, and between where no period hides from it. */
function places(count: number): number[] {
  const begin = Array.from({length: Math.min(count, 8)}, (_, i) => i);
  const between = Array.from({length: 56}, (_, i) => Math.floor(count * ((i * goldenRatio) % 1)));
  return count > 0 ? [...begin, ...between, count - 1] : [];
}

/**
 * What the user of a schedule should know before a training of so many steps or epochs: that it does not move in all
 * of it but would later, and that it vanishes. Nothing of functions of the user's own.
 */
export function scheduleWarnings(
  name: string,
  schedule: LearningRateFunction,
  count: number,
  by: 'step' | 'epoch',
): string[] {
  // Those of this library have no name. A function of the user's own has one, and may do anything when it is called.
  if (schedule.name !== '' || schedule.length > 1) return [];
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
