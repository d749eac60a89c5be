import {
  constant,
  cosineAnnealingLR,
  cosineDecayRestarts,
  cyclicLR,
  exponentialDecay,
  join,
  multiplicativeLR,
  multiStepLR,
  oneCycleLR,
  piecewiseInterpolate,
  polynomialDecay,
  product,
  scale,
  warmup,
  type CyclicLROptions,
  type ReduceLROnPlateauOptions,
  type Schedule,
} from 'tfjs-callbacks';
import {oneCycleThrough, type OneCycleCourse} from '../../src/schedules/oneCycleLR.js';
import type {GoldenCase} from './golden.js';

type Args = GoldenCase['args'];

/** What each class of torch.optim.lr_scheduler is here: its arguments and the optimizer's lr to a schedule. */
export const fromTorch: Readonly<Record<string, (args: Args, lr: number) => Schedule>> = {
  LambdaLR: ({lr_lambda: f}, lr) => scale(functionOf(f), lr),
  MultiplicativeLR: ({lr_lambda: f}, lr) =>
    multiplicativeLR({initialLearningRate: lr, lrLambda: functionOf(f)}),
  StepLR: ({step_size: decaySteps, gamma = 0.1}, lr) =>
    exponentialDecay({initialLearningRate: lr, decaySteps, decayRate: gamma, staircase: true}),
  MultiStepLR: ({milestones, gamma}, lr) => multiStepLR({initialLearningRate: lr, milestones, gamma}),
  ConstantLR: ({factor = 1 / 3, total_iters: steps = 5}, lr) =>
    warmup(constant(lr), {steps, from: factor * lr, shape: 'constant'}),
  LinearLR: ({start_factor: start = 1 / 3, end_factor: end = 1, total_iters: decaySteps = 5}, lr) =>
    polynomialDecay({initialLearningRate: start * lr, decaySteps, endLearningRate: end * lr}),
  ExponentialLR: ({gamma: decayRate}, lr) =>
    exponentialDecay({initialLearningRate: lr, decaySteps: 1, decayRate}),
  PolynomialLR: ({total_iters: decaySteps = 5, power}, lr) =>
    polynomialDecay({initialLearningRate: lr, decaySteps, endLearningRate: 0, power}),
  CosineAnnealingLR: ({T_max: tMax, eta_min: etaMin}, lr) =>
    cosineAnnealingLR({initialLearningRate: lr, tMax, etaMin}),
  CosineAnnealingWarmRestarts: ({T_0, T_mult: tMul = 1, eta_min = 0}, lr) =>
    cosineDecayRestarts({initialLearningRate: lr, firstDecaySteps: T_0, tMul, alpha: eta_min / lr}),
  // The optimizer's own lr is not used.
  CyclicLR: (args) => cyclicLR({...cyclicOptions(args), baseLr: args.base_lr, maxLr: args.max_lr}),
  OneCycleLR: ({max_lr: maxLr, div_factor: divFactor, final_div_factor: finalDivFactor, ...args}) =>
    oneCycleLR({maxLr, divFactor, finalDivFactor, ...courseOf(args)}),
  SWALR: ({swa_lr, anneal_epochs = 10, anneal_strategy = 'cos'}, lr) =>
    piecewiseInterpolate({
      points: [
        [0, lr],
        [anneal_epochs, swa_lr],
      ],
      shape: anneal_strategy === 'cos' ? 'cosine' : 'linear',
    }),
  SequentialLR: ({schedulers, milestones}, lr) => {
    const parts: [number, Schedule][] = [];
    for (const [i, {class: name, args}] of (schedulers as Inner[]).entries()) {
      const begin = i === 0 ? 0 : milestones[i - 1];
      // MultiplicativeLR goes on from the rate that it finds, and multiplies at once; the others begin with lr.
      const goesOn = begin > 0 && name === 'MultiplicativeLR';
      const initial = goesOn ? join(parts)(begin - 1) * functionOf(args.lr_lambda)(0) : lr;
      parts.push([begin, fromTorch[name]!(args, initial)]);
    }
    return join(parts);
  },
  ChainedScheduler: ({schedulers}, lr) => {
    const last = schedulers.at(-1) as Inner;
    // A LambdaLR computes from the optimizer's lr: what stands before it has no effect.
    if (last.class === 'LambdaLR') return fromTorch['LambdaLR']!(last.args, lr);
    // The others multiply: each is a factor, as if lr were 1.
    const factors = (schedulers as Inner[]).map(({class: name, args}) =>
      fromTorch[name]!('eta_min' in args ? {...args, eta_min: args.eta_min / lr} : args, 1),
    );
    return product(constant(lr), ...factors);
  },
};

interface Inner {
  class: string;
  args: Args;
}

/** Momentum beside the rate: the same course upside down. */
export const momentumFromTorch: Readonly<Record<string, (args: Args) => Schedule>> = {
  CyclicLR: ({base_momentum: maxLr = 0.8, max_momentum: baseLr = 0.9, ...args}) =>
    cyclicLR({...cyclicOptions(args), baseLr, maxLr}),
  OneCycleLR: ({base_momentum: low = 0.85, max_momentum: high = 0.95, ...args}) =>
    oneCycleThrough(high, low, high, courseOf(args)),
};

/**
 * ReduceLROnPlateau: patience and cooldown count one more, and `eps`, a smallest step, becomes the floor at which it
 * stops the rate.
 */
export function plateauFromTorch(
  args: Args,
  lr: number,
  minLr: number = args.min_lr ?? 0,
): ReduceLROnPlateauOptions {
  const {mode = 'min', factor = 0.1, patience = 10, threshold: minDelta = 1e-4} = args;
  const {threshold_mode: thresholdMode = 'rel', cooldown = 0, eps = 1e-8} = args;
  const next = (rate: number) => Math.max(rate * factor, minLr);
  let floor = lr;
  while (floor - next(floor) > eps) floor = next(floor);
  return {
    ...{monitor: 'loss', mode, factor, minDelta, thresholdMode},
    ...{patience: patience + 1, cooldown: cooldown + 1, minLr: floor},
  };
}

function cyclicOptions({
  step_size_up,
  step_size_down,
  mode,
  gamma,
  scale_fn,
  scale_mode,
}: Args): Omit<CyclicLROptions, 'baseLr' | 'maxLr'> {
  const scaleFn = scale_fn && functionOf(scale_fn);
  return {
    ...{stepSizeUp: step_size_up, stepSizeDown: step_size_down ?? undefined, mode, gamma},
    ...{scaleFn, scaleMode: scale_mode},
  };
}

function courseOf({
  total_steps,
  epochs,
  steps_per_epoch,
  pct_start,
  anneal_strategy,
  three_phase,
}: Args): OneCycleCourse {
  return {
    ...{totalSteps: total_steps ?? epochs * steps_per_epoch, pctStart: pct_start},
    ...{annealStrategy: anneal_strategy, threePhase: three_phase},
  };
}

const functions: Readonly<Record<string, (x: number, args: Args) => number>> = {
  pow: (x, {base}) => base ** x,
  inv: (x, {k}) => 1 / (1 + k * x),
  linear_floor: (x, {floor, total}) => Math.max(floor, 1 - x / total),
  const: (_x, {value}) => value,
  warm: (x, {n}) => Math.min(1, (x + 1) / n),
  sine: (x) => (1 + Math.sin((Math.PI * x) / 2)) / 2,
  invpow: (x, {base, c}) => 1 / base ** (x * c),
  osc: (x, {a}) => 1 + a * Math.sin(x),
};

/** The Python function that the file describes as `{kind, ...}`. */
export function functionOf({kind, ...args}: Args): Schedule {
  return (x) => functions[kind]!(x, args);
}

/** The arguments for one parameter group; a list of numbers or functions holds one for each. */
export function ofGroup(args: Args, group: number): Args {
  const lists = ['lr_lambda', 'base_lr', 'max_lr', 'base_momentum', 'max_momentum', 'swa_lr'];
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      Array.isArray(value) && lists.includes(name) ? value[group] : value,
    ]),
  );
}
