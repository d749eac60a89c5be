import {checkOptions, flag, positiveCount} from '../internal/check.js';
import {momentumRule, WeightAveraging, type WeightAveragingOptions} from './WeightAveraging.js';

const owner = 'SwapEMAWeights';

/** Options of {@link SwapEMAWeights}. */
export interface SwapEMAWeightsOptions {
  /** The share of the average that stays in each update, from 0 to 1. @defaultValue 0.99 */
  emaMomentum?: number;
  /** The weights are set to the average after every so many updates. @defaultValue never */
  emaOverwriteFrequency?: number;
  /** Whether the model has the averages from the end of an epoch to the next, for callbacks that save it. @defaultValue false */
  swapOnEpoch?: boolean;
}

/**
 * {@link WeightAveraging} as Keras spells it: an exponential average of the weights, which validation sees, and which the
 * model has when the fit is over.
 *
 * In Keras the optimizer keeps the average (`use_ema`); those of tfjs keep none, and their options are here.
 *
 * Keras: `SwapEMAWeights`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist; at train begin as
 * {@link WeightAveraging}.
 *
 * @example
 * ```ts
 * await model.fit(x, y, {
 *   epochs: 5,
 *   validationData: [xVal, yVal],
 *   callbacks: [new SwapEMAWeights({emaMomentum: 0.9})],
 * });
 * ```
 *
 * @see {@link https://keras.io/api/callbacks/swap_ema_weights/ | Keras}
 */
export class SwapEMAWeights extends WeightAveraging {
  constructor(options: SwapEMAWeightsOptions = {}) {
    checkOptions(owner, options, {
      emaMomentum: momentumRule,
      emaOverwriteFrequency: positiveCount,
      swapOnEpoch: flag,
    });
    const {emaMomentum: momentum, emaOverwriteFrequency: overwriteFrequency, swapOnEpoch} = options;
    super({momentum, overwriteFrequency, swapOnEpoch} as WeightAveragingOptions, owner);
  }
}

/** As tfjs spells it: the same as `new SwapEMAWeights(options)`. */
export function swapEMAWeights(options?: SwapEMAWeightsOptions): SwapEMAWeights {
  return new SwapEMAWeights(options);
}
