import {keep, scalar, type Optimizer, type Tensor} from '@tensorflow/tfjs';
import {show} from '../internal/show.js';

/** The fields in which tfjs's optimizers hold their settings; tfjs declares them protected, or not at all. */
interface Settings {
  learningRate?: number;
  setLearningRate?(learningRate: number): void;
  momentum?: number;
  /** The tensor that Momentum trains with; the field above only describes it. */
  m?: Tensor;
  beta1?: number;
}

/** The last rate given to an optimizer that takes one but shows none. */
const given = new WeakMap<Settings, number>();

function settings(owner: string, optimizer: Optimizer): Settings {
  if (typeof optimizer === 'object' && optimizer !== null) return optimizer as unknown as Settings;
  throw new TypeError(
    `${owner}: \`optimizer\` must be an optimizer, such as model.optimizer; got ${show(optimizer)}.`,
  );
}

export function readLearningRate(owner: string, optimizer: Optimizer): number {
  const target = settings(owner, optimizer);
  const learningRate = target.learningRate ?? given.get(target);
  if (typeof learningRate === 'number') return learningRate;
  throw new TypeError(
    `${owner}: \`optimizer\` must be an optimizer whose learningRate is a number; got ${show(optimizer)}.`,
  );
}

export function writeLearningRate(owner: string, optimizer: Optimizer, learningRate: number): void {
  const target = settings(owner, optimizer);
  // SGD and Momentum train with a tensor that setLearningRate makes; the field alone does nothing.
  if (typeof target.setLearningRate === 'function') {
    target.setLearningRate(learningRate);
    given.set(target, learningRate);
  } else if (typeof target.learningRate === 'number') {
    target.learningRate = learningRate;
  } else {
    throw new TypeError(
      `${owner}: \`optimizer\` must be an optimizer with a setLearningRate method ` +
        `or a learningRate that is a number; got ${show(optimizer)}.`,
    );
  }
}

/** Adam and Adamax call their momentum beta1. */
function momentumField(owner: string, target: Settings): 'momentum' | 'beta1' {
  if (typeof target.momentum === 'number') return 'momentum';
  if (typeof target.beta1 === 'number') return 'beta1';
  throw new TypeError(
    `${owner}: \`optimizer\` must be one with a momentum (Momentum, RMSProp) or a beta1 (Adam, Adamax); ` +
      `got ${show(target)}.`,
  );
}

export function readMomentum(owner: string, optimizer: Optimizer): number {
  const target = settings(owner, optimizer);
  return target[momentumField(owner, target)]!;
}

export function writeMomentum(owner: string, optimizer: Optimizer, momentum: number): void {
  const target = settings(owner, optimizer);
  const field = momentumField(owner, target);
  target[field] = momentum;
  if (field === 'momentum' && target.m !== undefined) {
    target.m.dispose();
    target.m = keep(scalar(momentum));
  }
}
