import type {Optimizer, Tensor} from '@tensorflow/tfjs';
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
export function settings(optimizer: Optimizer): Settings {
  return Object(innermost(optimizer)) as Settings;
}

export function readLearningRate(owner: string, optimizer: Optimizer): number {
  const target = settings(optimizer);
  const learningRate = target.learningRate ?? given.get(target);
  if (typeof learningRate === 'number') return learningRate;
  throw new TypeError(
    `${owner}: \`optimizer\` must have a learningRate or a setLearningRate; got ${show(optimizer)}.`,
  );
}

export function writeLearningRate(owner: string, optimizer: Optimizer, learningRate: number): void {
  const target = settings(optimizer);
  // SGD and Momentum train with a tensor that setLearningRate makes; the field alone does nothing.
  if (typeof target.setLearningRate === 'function') {
    target.setLearningRate(learningRate);
    given.set(target, learningRate);
  } else {
    // Throws where there is none.
    readLearningRate(owner, optimizer);
    target.learningRate = learningRate;
  }
}
