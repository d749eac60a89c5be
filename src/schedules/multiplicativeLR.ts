import {checkOptions, nonNegative, required} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/** Options of {@link multiplicativeLR}. */
export interface MultiplicativeLROptions {
  /** Value at step 0. */
  initialLearningRate: number;
  /** The factor by which the value changes from step − 1 to the step; asked for 1, 2, 3 … */
  lrLambda: (step: number) => number;
}

/**
 * Multiplies by another factor at each step.
 *
 * The value is initialLearningRate · lrLambda(1) · lrLambda(2) · … · lrLambda(step). Steps are whole here; a fraction is
 * rounded down. A call costs one call of `lrLambda` for each step since the call before, or since 0 when it goes back.
 *
 * PyTorch: `MultiplicativeLR`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist.
 *
 * @example
 * ```ts
 * const rate = multiplicativeLR({initialLearningRate: 0.1, lrLambda: (step) => (step % 10 === 0 ? 0.5 : 1)});
 * rate(9);  // 0.1
 * rate(10); // 0.05
 * rate(40); // 0.00625
 * ```
 */
export function multiplicativeLR(options: MultiplicativeLROptions): Schedule {
  checkOptions('multiplicativeLR', options, {
    initialLearningRate: required(nonNegative),
    lrLambda: required({must: 'a function of the step', kind: (value) => typeof value === 'function'}),
  });
  const {initialLearningRate, lrLambda} = options;
  // The product is always multiplied from the left: it is the same however one comes to the step.
  let last = {step: 0, value: initialLearningRate};
  return (step) => {
    let {step: done, value} = step < last.step ? {step: 0, value: initialLearningRate} : last;
    while (done + 1 <= step) value *= lrLambda((done += 1));
    last = {step: done, value};
    return value;
  };
}
