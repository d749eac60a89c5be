import {keep, scalar, type Optimizer} from '@tensorflow/tfjs';
import {show} from '../internal/show.js';
import {settings} from './learningRate.js';
import {innermost} from './wrapping.js';

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
