import {checkOptions, positiveCount} from '../internal/check.js';
import {fromPlan} from '../schedules/fromPlan.js';
import {oneCycleLR, oneCycleRules, oneCycleThrough, type OneCycleLROptions} from '../schedules/oneCycleLR.js';
import type {Schedule} from '../schedules/Schedule.js';
import {LearningRateScheduler} from './LearningRateScheduler.js';
import {
  cycleRules,
  momentumCycleRules,
  type CycleOptions,
  type MomentumCycleOptions,
} from './momentumCycle.js';

const owner = 'OneCycle';

/** Options of {@link OneCycle}. */
export interface OneCycleOptions
  extends Omit<OneCycleLROptions, 'totalSteps'>, MomentumCycleOptions, CycleOptions {
  /**
   * Number of steps (or epochs) of the cycle; to be given when a training is made of several fits.
   * @defaultValue those of the fit
   */
  totalSteps?: number;
  /** The momentum while the rate is highest. @defaultValue 0.85 */
  baseMomentum?: number;
  /** The momentum while the rate is lowest. @defaultValue 0.95 */
  maxMomentum?: number;
}

/**
 * One cycle over the whole training: the learning rate rises to `maxLr` and falls to almost nothing, the momentum falls
 * and rises. A {@link LearningRateScheduler} of {@link oneCycleLR}, with the length of the fit.
 *
 * When it is over the optimizer holds the last rate, next to nothing: a training after it needs one of its own.
 *
 * PyTorch: `OneCycleLR`, called after every batch.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist; at train begin, when the optimizer has
 * no momentum (unless told to leave it out), when the length is not known, or when another callback writes the same.
 *
 * @example
 * ```ts
 * model.compile({optimizer: tf.train.momentum(0.1, 0.9), loss: 'meanSquaredError'});
 * const monitor = learningRateMonitor({momentum: true});
 * await model.fit(x, y, {epochs: 20, callbacks: [new OneCycle({maxLr: 0.1}), monitor]});
 * monitor.steps.learningRate[0]; // 0.004
 * monitor.steps.learningRate[5]; // 0.1
 * monitor.steps.momentum[5];     // 0.85
 * ```
 *
 * @see {@link https://arxiv.org/abs/1803.09820 | Smith, 2018}
 */
export class OneCycle extends LearningRateScheduler {
  constructor(options: OneCycleOptions) {
    checkOptions(owner, options, {
      ...oneCycleRules,
      totalSteps: positiveCount,
      ...momentumCycleRules,
      ...cycleRules,
    });
    const {by = 'step', stepsPerEpoch, verbose = false, missing = 'throw', totalSteps, ...cycle} = options;
    const {cycleMomentum = true, baseMomentum = 0.85, maxMomentum = 0.95, ...curve} = cycle;
    const lasting = (build: (totalSteps: number) => Schedule) =>
      totalSteps === undefined
        ? fromPlan((plan) => build(by === 'step' ? plan.totalSteps : plan.epochs))
        : build(totalSteps);
    const learningRate = lasting((totalSteps) => oneCycleLR({...curve, totalSteps}));
    const momentum = lasting((totalSteps) =>
      oneCycleThrough(maxMomentum, baseMomentum, maxMomentum, {...curve, totalSteps}),
    );
    const schedule = cycleMomentum ? {learningRate, momentum} : learningRate;
    super({by, schedule, missing, stepsPerEpoch, verbose}, owner);
  }
}

/** As tfjs spells it: the same as `new OneCycle(options)`. */
export function oneCycle(options: OneCycleOptions): OneCycle {
  return new OneCycle(options);
}
