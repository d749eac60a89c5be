import {checkOptions, positive} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link noam}. */
export interface NoamOptions {
  /** Width of the model. @defaultValue 512 */
  modelSize?: number;
  /** Number of steps of the warm-up; may be fractional. @defaultValue 4000 */
  warmupSteps?: number;
  /** What everything is multiplied by. @defaultValue 1 */
  factor?: number;
}

/**
 * Rises in a line, then falls with the square root of the step: the schedule of the Transformer.
 *
 * With n = step + 1, the value is factor · modelSize^−½ · min(n^−½, n · warmupSteps^−³⁄₂).
 *
 * books: `Noam` of "Attention Is All You Need" (which counts its steps from 1).
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = noam({modelSize: 100, warmupSteps: 25});
 * rate(0);   // 0.0008
 * rate(24);  // 0.02
 * rate(99);  // 0.01
 * rate(399); // 0.005
 * ```
 *
 * @see {@link https://arxiv.org/abs/1706.03762 | Vaswani et al., 2017}, section 5.3
 */
export function noam(options: NoamOptions = {}): Schedule {
  checkOptions('noam', options, {
    modelSize: positive,
    warmupSteps: positive,
    factor: positive,
  });
  const {modelSize = 512, warmupSteps = 4000, factor = 1} = options;
  const height = factor / Math.sqrt(modelSize);
  const slope = 1 / (warmupSteps * Math.sqrt(warmupSteps));
  return (step) => height * Math.min(1 / Math.sqrt(step + 1), (step + 1) * slope);
}
