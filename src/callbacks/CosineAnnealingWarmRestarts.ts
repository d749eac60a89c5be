import {
  checkOptions,
  growth,
  nonNegative,
  onOff,
  oneOf,
  positive,
  positiveCount,
  required,
} from '../internal/check.js';
import {cosineAnnealingLR} from '../schedules/cosineAnnealingLR.js';
import {fromPlan} from '../schedules/fromPlan.js';
import {repeat} from '../schedules/repeat.js';
import {LearningRateScheduler, type LearningRateSchedulerOptions} from './LearningRateScheduler.js';

const owner = 'CosineAnnealingWarmRestarts';

/** Options of {@link CosineAnnealingWarmRestarts}. */
export interface CosineAnnealingWarmRestartsOptions extends Pick<
  LearningRateSchedulerOptions,
  'by' | 'stepsPerEpoch' | 'verbose'
> {
  /** Number of steps (or epochs) to the first restart. */
  t0: number;
  /** How many times as long each period is as the one before; at least 1. @defaultValue 1 */
  tMult?: number;
  /** The rate to which each period falls. @defaultValue 0 */
  etaMin?: number;
  /** The rate with which each period begins. @defaultValue the optimizer's own */
  initialLearningRate?: number;
}

/**
 * Lets the learning rate fall along half a cosine wave and jump up again, each time more slowly. A
 * {@link LearningRateScheduler} of {@link cosineDecayRestarts}, with the optimizer's own rate.
 *
 * PyTorch: `CosineAnnealingWarmRestarts`; Keras: `CosineDecayRestarts` as an optimizer's learning_rate.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist; at train begin, when another callback
 * writes the rate.
 *
 * @example
 * ```ts
 * const monitor = learningRateMonitor();
 * const restarts = new CosineAnnealingWarmRestarts({t0: 4, tMult: 2, by: 'epoch'});
 * await model.fit(x, y, {epochs: 12, callbacks: [restarts, monitor]});
 * monitor.epochs.learningRate[2]; // 0.05
 * monitor.epochs.learningRate[4]; // 0.1
 * monitor.epochs.learningRate[8]; // 0.05
 * ```
 *
 * @see {@link https://arxiv.org/abs/1608.03983 | Loshchilov and Hutter, 2017}
 */
export class CosineAnnealingWarmRestarts extends LearningRateScheduler {
  constructor(options: CosineAnnealingWarmRestartsOptions) {
    checkOptions(owner, options, {
      t0: required(positive),
      tMult: growth,
      etaMin: nonNegative,
      initialLearningRate: nonNegative,
      by: required(oneOf('step', 'epoch')),
      stepsPerEpoch: positiveCount,
      verbose: onOff,
    });
    const {t0, tMult = 1, etaMin = 0, initialLearningRate: own, ...counting} = options;
    const from = (initialLearningRate: number) =>
      repeat(cosineAnnealingLR({initialLearningRate, tMax: t0, etaMin}), {steps: t0, lengthFactor: tMult});
    const schedule = own === undefined ? fromPlan(({learningRate}) => from(learningRate)) : from(own);
    super({...counting, schedule}, owner);
  }
}

/** As tfjs spells it: the same as `new CosineAnnealingWarmRestarts(options)`. */
export function cosineAnnealingWarmRestarts(
  options: CosineAnnealingWarmRestartsOptions,
): CosineAnnealingWarmRestarts {
  return new CosineAnnealingWarmRestarts(options);
}
