import {check} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/**
 * One schedule after another, each counting from 0 where it begins.
 *
 * With start = the last begin that is not after the step, the value is that schedule's at step − start.
 *
 * optax: `join_schedules`, `sgdr_schedule`; PyTorch: `SequentialLR`.
 *
 * @param parts - Pairs of a step and the schedule that begins there. The first begins at 0, the steps rise.
 * @throws RangeError or TypeError when it is not such a list.
 *
 * @example
 * ```ts
 * const rise = polynomialDecay({initialLearningRate: 0.02, decaySteps: 20, endLearningRate: 0.1});
 * const rate = join([[0, rise], [20, constant(0.1)], [60, exponentialDecay({initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5})]]);
 * rate(10);  // 0.06
 * rate(60);  // 0.1
 * rate(80);  // 0.025
 * rate(100); // 0.00625
 * ```
 */
export function join(parts: readonly (readonly [step: number, schedule: Schedule])[]): Schedule {
  check('join', 'parts', parts, {
    must: 'pairs [step, schedule], the first at step 0, in rising order',
    kind: isListOfPairs,
    test: (list: typeof parts) => list.every(([step], i) => (i === 0 ? step === 0 : step >= list[i - 1]![0])),
  });
  const starts = parts.map(([step]) => step);
  const schedules = parts.map(([, schedule]) => schedule);
  return (step) => {
    let part = starts.length - 1;
    while (part > 0 && step < starts[part]!) part -= 1;
    return schedules[part]!(step - starts[part]!);
  };
}

function isListOfPairs(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isPair);
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && Number.isFinite(value[0]) && typeof value[1] === 'function';
}
