import {checkOptions} from '../internal/check.js';
import {cyclicLR, cyclicRules, type CyclicLROptions} from '../schedules/cyclicLR.js';
import {LearningRateScheduler} from './LearningRateScheduler.js';
import {
  cycleRules,
  momentumCycleRules,
  type CycleOptions,
  type MomentumCycleOptions,
} from './momentumCycle.js';

const owner = 'CyclicalLearningRate';

/** Options of {@link CyclicalLearningRate}. */
export interface CyclicalLearningRateOptions extends CyclicLROptions, MomentumCycleOptions, CycleOptions {
  /** The momentum at the top of the first cycle. @defaultValue 0.8 */
  baseMomentum?: number;
  /** The momentum at the begin and end of each cycle. @defaultValue 0.9 */
  maxMomentum?: number;
}

/**
 * Goes up and down between two learning rates for as long as the training takes, the momentum the other way round.
 * A {@link LearningRateScheduler} of {@link cyclicLR}.
 *
 * PyTorch: `CyclicLR`, called after every batch; TensorFlow Addons: `CyclicalLearningRate`.
 *
 * @throws RangeError or TypeError when an option breaks its rule or does not exist; at train begin, when the optimizer has
 * no momentum (unless told to leave it out), or when another callback writes the same.
 *
 * @example
 * ```ts
 * model.compile({optimizer: tf.train.momentum(0.1, 0.9), loss: 'meanSquaredError'});
 * const monitor = learningRateMonitor({momentum: true});
 * const cycle = new CyclicalLearningRate({baseLr: 0.01, maxLr: 0.1, stepSizeUp: 10});
 * await model.fit(x, y, {epochs: 20, callbacks: [cycle, monitor]});
 * monitor.steps.learningRate[0];  // 0.01
 * monitor.steps.learningRate[10]; // 0.1
 * monitor.steps.momentum[10];     // 0.8
 * ```
 *
 * @see {@link https://arxiv.org/abs/1506.01186 | Smith, 2015}
 */
export class CyclicalLearningRate extends LearningRateScheduler {
  constructor(options: CyclicalLearningRateOptions) {
    checkOptions(owner, options, {...cyclicRules, ...momentumCycleRules, ...cycleRules});
    const {by = 'step', stepsPerEpoch, verbose = false, missing = 'throw', ...cycle} = options;
    const {cycleMomentum = true, baseMomentum = 0.8, maxMomentum = 0.9, ...curve} = cycle;
    const learningRate = cyclicLR(curve);
    const momentum = cyclicLR({...curve, baseLr: maxMomentum, maxLr: baseMomentum});
    const schedule = cycleMomentum ? {learningRate, momentum} : learningRate;
    super({by, schedule, missing, stepsPerEpoch, verbose}, owner);
  }
}

/** As tfjs spells it: the same as `new CyclicalLearningRate(options)`. */
export function cyclicalLearningRate(options: CyclicalLearningRateOptions): CyclicalLearningRate {
  return new CyclicalLearningRate(options);
}
