import {
  constant,
  cosineDecay,
  delay,
  exponentialDecay,
  multiStepLR,
  polynomialDecay,
  repeat,
  tanhDecay,
  warmup,
  type ReduceLROnPlateauOptions,
  type Schedule,
} from 'tfjs-callbacks';
import {plateauFromTorch} from './fromTorch.js';
import type {GoldenCase} from './golden.js';

type Args = GoldenCase['args'];

/** What each class of timm.scheduler is here: its arguments and the optimizer's lr to a schedule. */
export const fromTimm: Readonly<Record<string, (args: Args, lr: number) => Schedule>> = {
  CosineLRScheduler: (args, lr) => {
    const {t_initial: decaySteps, lr_min = 0, k_decay: kDecay, warmup_prefix = false} = args;
    const cycle = cosineDecay({initialLearningRate: lr, decaySteps, alpha: lr_min / lr, kDecay});
    return warmedUp(cycles(cycle, args, lr), args, {to: lr, prefix: warmup_prefix});
  },
  PolyLRScheduler: (args, lr) => {
    const {t_initial: decaySteps, lr_min = 0, power = 0.5, k_decay: kDecay, warmup_prefix = false} = args;
    const cycle = polynomialDecay({
      initialLearningRate: lr,
      decaySteps,
      endLearningRate: lr_min,
      power,
      kDecay,
    });
    return warmedUp(cycles(cycle, args, lr), args, {to: lr, prefix: warmup_prefix});
  },
  TanhLRScheduler: (args, lr) => {
    const {t_initial: decaySteps, lr_min = 0, lb, ub, warmup_prefix = false} = args;
    const cycle = tanhDecay({initialLearningRate: lr, decaySteps, endLearningRate: lr_min, lb, ub});
    // Without prefix its warm-up goes to the curve, not to lr.
    const to = warmup_prefix ? {to: lr} : {};
    return warmedUp(cycles(cycle, args, lr), args, {...to, prefix: warmup_prefix});
  },
  StepLRScheduler: (args, lr) => {
    const {decay_t: decaySteps, decay_rate: decayRate = 1, warmup_prefix = true} = args;
    const fall = exponentialDecay({initialLearningRate: lr, decaySteps, decayRate, staircase: true});
    return warmedUp(fall, args, {to: lr, prefix: warmup_prefix});
  },
  // It is one step ahead.
  MultiStepLRScheduler: (args, lr) => {
    const {decay_t: milestones, decay_rate: gamma = 1, warmup_prefix = true} = args;
    const fall = delay(multiStepLR({initialLearningRate: lr, milestones, gamma}), -1);
    return warmedUp(fall, args, {to: lr, prefix: warmup_prefix});
  },
};

/** PlateauLRScheduler: PyTorch's, begun after the warm-up, whose last epoch is `warmup_t` itself. */
export function plateauFromTimm(
  args: Args,
  lr: number,
): {warmup: Schedule; options: ReduceLROnPlateauOptions} {
  const {
    decay_rate: factor,
    patience_t: patience,
    cooldown_t: cooldown,
    mode = 'max',
    lr_min: min_lr,
    ...rest
  } = args;
  const {threshold, warmup_t = 0} = rest;
  const options = plateauFromTorch({factor, patience, cooldown, mode, min_lr, threshold}, lr);
  return {warmup: warmedUp(constant(lr), {...rest, warmup_t}, {to: lr}), options};
}

/** The cycles above lr_min, each `cycle_mul` times as long; cycle_decay lowers their tops, measured from 0. */
function cycles(cycle: Schedule, args: Args, lr: number): Schedule {
  const {
    t_initial: steps,
    lr_min: floor = 0,
    cycle_mul: lengthFactor,
    cycle_decay = 1,
    cycle_limit = 1,
  } = args;
  const heightFactor = (i: number) => (lr * cycle_decay ** i - floor) / (lr - floor);
  return repeat(cycle, {steps, lengthFactor, heightFactor, floor, cycles: cycle_limit});
}

function warmedUp(schedule: Schedule, args: Args, options: {to?: number; prefix?: boolean}): Schedule {
  const {warmup_t: steps = 0, warmup_lr_init: from} = args;
  return warmup(schedule, {steps, from, ...options});
}
