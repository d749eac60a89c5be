import {checkOptions, nonNegative, required} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link multiStepLR}. */
export interface MultiStepLROptions {
  /** Value at step 0. */
  initialLearningRate: number;
  /** Steps from which on the value is multiplied once more, in any order; one that is there twice counts twice. */
  milestones: readonly number[];
  /** The factor. @defaultValue 0.1 */
  gamma?: number;
}

/**
 * Multiplies by a factor at each of several steps.
 *
 * With n = the number of milestones not after the step, the value is initialLearningRate · gamma^n: a milestone's own
 * step has the new value already.
 *
 * PyTorch: `MultiStepLR`; timm: `MultiStepLRScheduler` (one step earlier: `delay(…, -1)`).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = multiStepLR({initialLearningRate: 0.1, milestones: [30, 80], gamma: 0.5});
 * rate(29);  // 0.1
 * rate(30);  // 0.05
 * rate(80);  // 0.025
 * rate(100); // 0.025
 * ```
 */
export function multiStepLR(options: MultiStepLROptions): Schedule {
  checkOptions('multiStepLR', options, {
    initialLearningRate: required(nonNegative),
    milestones: required({
      must: 'an array of finite numbers >= 0',
      kind: Array.isArray,
      test: (list: number[]) => list.every((one) => Number.isFinite(one) && one >= 0),
    }),
    gamma: nonNegative,
  });
  const {initialLearningRate, gamma = 0.1} = options;
  const milestones = [...options.milestones];
  return (step) => {
    let value = initialLearningRate;
    for (const milestone of milestones) if (step >= milestone) value *= gamma;
    return value;
  };
}
