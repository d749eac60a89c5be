import {keep, scalar, type Optimizer, type Tensor} from '@tensorflow/tfjs';
import {show} from '../internal/show.js';
import {innermost} from './wrapping.js';

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

/** Those of the optimizer that trains, within wrappers. */
function settings(optimizer: Optimizer): Settings {
  return Object(innermost(optimizer)) as Settings;
}

function withoutRate(owner: string, optimizer: Optimizer): TypeError {
  return new TypeError(
    `${owner}: \`optimizer\` must have a learningRate or a setLearningRate; got ${show(optimizer)}.`,
  );
}

export function readLearningRate(owner: string, optimizer: Optimizer): number {
  const target = settings(optimizer);
  const learningRate = target.learningRate ?? given.get(target);
  if (typeof learningRate !== 'number') throw withoutRate(owner, optimizer);
  return learningRate;
}

export function writeLearningRate(owner: string, optimizer: Optimizer, learningRate: number): void {
  const target = settings(optimizer);
  // SGD and Momentum train with a tensor that setLearningRate makes; the field alone does nothing.
  if (typeof target.setLearningRate === 'function') {
    target.setLearningRate(learningRate);
    if (typeof target.learningRate !== 'number') given.set(target, learningRate);
  } else if (typeof target.learningRate === 'number') {
    target.learningRate = learningRate;
  } else {
    throw withoutRate(owner, optimizer);
  }
}

/** The field that holds the momentum, if there is one: Adam and Adamax call it beta1. */
export function momentumField(optimizer: Optimizer): 'momentum' | 'beta1' | undefined {
  const target = settings(optimizer);
  if (typeof target.momentum === 'number') return 'momentum';
  return typeof target.beta1 === 'number' ? 'beta1' : undefined;
}

function ownMomentumField(owner: string, optimizer: Optimizer): 'momentum' | 'beta1' {
  const field = momentumField(optimizer);
  if (field) return field;
  throw new TypeError(
    `${owner}: \`optimizer\` must have a momentum (Momentum, RMSProp) or a beta1 (Adam, Adamax); ` +
      `got ${show(innermost(optimizer))}.`,
  );
}

export function readMomentum(owner: string, optimizer: Optimizer): number {
  return settings(optimizer)[ownMomentumField(owner, optimizer)]!;
}

export function writeMomentum(owner: string, optimizer: Optimizer, momentum: number): void {
  const target = settings(optimizer);
  const field = ownMomentumField(owner, optimizer);
  target[field] = momentum;
  if (field === 'momentum' && target.m !== undefined) {
    target.m.dispose();
    target.m = keep(scalar(momentum));
  }
}
