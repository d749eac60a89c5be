import {
  constant,
  cosineAnnealingLR,
  cosineDecayRestarts,
  delay,
  inverseSqrtDecay,
  join,
  polynomialDecay,
  warmup,
  warmupStableDecay,
  type AdaptiveLearningRateOptions,
  type Schedule,
} from 'tfjs-callbacks';
import type {GoldenCase} from './golden.js';

type Args = GoldenCase['args'];

/** num_warmup_steps and num_training_steps. */
interface Steps {
  w: number;
  total: number;
}

/** What each name of transformers.get_scheduler is here: its arguments and the optimizer's lr to a schedule. */
export const fromTransformers: Readonly<Record<string, (lr: number, steps: Steps, args: Args) => Schedule>> =
  {
    constant: (lr) => constant(lr),
    constant_with_warmup: (lr, {w}) => warmup(constant(lr), {steps: w}),
    linear: (lr, steps) => polynomial(lr, steps, {lr_end: 0}),
    polynomial: (lr, steps, args) => polynomial(lr, steps, args),
    cosine: (lr, steps, args) => warmup(waves(lr, steps, args), {steps: steps.w}),
    cosine_with_restarts: (lr, {w, total}, {num_cycles = 1}) => {
      const rest = Math.max(total - w, 1);
      const falls = cosineDecayRestarts({
        initialLearningRate: lr,
        firstDecaySteps: rest / num_cycles,
        tMul: 1,
      });
      const parts = join([
        [0, falls],
        [rest, constant(0)],
      ]);
      return warmup(parts, {steps: w});
    },
    inverse_sqrt: (lr, {w}, {timescale}) =>
      warmup(inverseSqrtDecay({initialLearningRate: lr, decaySteps: timescale ?? (w || 10000)}), {steps: w}),
    cosine_with_min_lr: (lr, steps, {min_lr_rate, min_lr = min_lr_rate * lr, ...args}) =>
      warmup(waves(lr, steps, {...args, min_lr}), {steps: steps.w}),
    // One step ahead of the others: its warm-up is over in the step before w.
    cosine_warmup_with_min_lr: (
      lr,
      steps,
      {min_lr_rate, min_lr = min_lr_rate * lr, warmup_lr_rate, ...args},
    ) => {
      const {w} = steps;
      const rise = polynomialDecay({
        initialLearningRate: lr * (warmup_lr_rate ?? 1 / Math.max(w, 1)),
        ...{decaySteps: Math.max(w - 1, 1), endLearningRate: lr},
      });
      return join([
        [0, rise],
        [w, delay(waves(lr, steps, {...args, min_lr}), -1)],
      ]);
    },
    warmup_stable_decay: (lr, {w, total}, {num_decay_steps: decaySteps, num_cycles = 0.5, ...args}) => {
      const {num_stable_steps: stableSteps = total - w - decaySteps, min_lr_ratio = 0} = args;
      const {warmup_type: warmupType, decay_type: decayType = 'cosine'} = args;
      const min_lr = min_lr_ratio * lr;
      const lengths = {warmupSteps: w, stableSteps, decaySteps};
      const rates = {peakLearningRate: lr, minLearningRate: min_lr};
      const schedule = warmupStableDecay({...rates, ...lengths, warmupType, decayType});
      if (decayType !== 'cosine' || num_cycles === 0.5) return schedule;
      // More than one fall, or less.
      return join([
        [0, schedule],
        [w + stableSteps, waves(lr, {w: 0, total: decaySteps}, {num_cycles, min_lr})],
        [w + stableSteps + decaySteps, constant(min_lr)],
      ]);
    },
  };

/** A line or power to `lr_end`; when the warm-up takes all the steps, that is where it is afterwards. */
function polynomial(lr: number, {w, total}: Steps, {lr_end = 1e-7, power}: Args): Schedule {
  const fall = {initialLearningRate: lr, decaySteps: total - w, endLearningRate: lr_end, power};
  return warmup(total <= w ? constant(lr_end) : polynomialDecay(fall), {steps: w, to: lr});
}

/** So many whole waves from the warm-up to the end, and on and on: half a one is one fall. */
function waves(lr: number, {w, total}: Steps, {num_cycles = 0.5, min_lr}: Args): Schedule {
  const tMax = Math.max(total - w, 1) / (2 * num_cycles);
  return cosineAnnealingLR({initialLearningRate: lr, tMax, etaMin: min_lr});
}

/** What GreedyLR is here. */
export function greedyOptions(kwargs: Args): AdaptiveLearningRateOptions {
  const {factor = 0.95, patience = 10, threshold = 1e-6, threshold_mode = 'abs', mode = 'min'} = kwargs;
  const {cooldown = 0, warmup = 0, min_lr = 1e-3, max_lr = 1, reset_start = 500} = kwargs;
  const {smooth = false, window_size = 50} = kwargs;
  return {
    ...{factor, raiseFactor: 1 / factor, patience: patience + 1, raisePatience: patience + 1},
    ...{minDelta: threshold, thresholdMode: threshold_mode, mode, cooldown, warmup},
    ...{minLr: min_lr, maxLr: max_lr, resetAfter: Math.max(reset_start, 1), window: smooth ? window_size : 1},
  };
}
