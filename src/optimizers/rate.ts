import type {Optimizer} from '@tensorflow/tfjs';
import {readLearningRate, writeLearningRate} from './learningRate.js';
import {innermost} from './wrapping.js';

/** An optimizer's learning rate as base × scale: schedules write the base, callbacks that react to a metric the scale. */
export interface Rate {
  /** The rate as its user set it, before a schedule wrote the base. */
  readonly initial: number;
  /** What the schedule wrote last, or the user. */
  readonly base: number;
  /** What the base is multiplied by. */
  readonly scale: number;
  /** The rate that the optimizer holds. */
  readonly inForce: number;
}

type Mutable = {-readonly [Name in keyof Rate]: Rate[Name]};

/** By innermost optimizer: a wrapper's rate is that of what it holds. */
const rates = new WeakMap<Optimizer, Mutable>();

/** A rate that somebody else wrote is a new base, and its scale is 1. */
function recordOf(owner: string, optimizer: Optimizer): Mutable {
  const inForce = readLearningRate(owner, optimizer);
  const holder = innermost(optimizer);
  const known = rates.get(holder);
  if (known?.inForce === inForce) return known;
  const rate = {initial: inForce, base: inForce, scale: 1, inForce};
  rates.set(holder, rate);
  return rate;
}

function write(
  owner: string,
  optimizer: Optimizer,
  rate: Mutable,
  changed: Partial<Rate> & {inForce: number},
): void {
  writeLearningRate(owner, optimizer, changed.inForce);
  Object.assign(rate, changed);
  // Read again, because an optimizer may keep its rate in another precision.
  rate.inForce = readLearningRate(owner, optimizer);
}

/** The optimizer's rate as it is now. */
export function rateOf(owner: string, optimizer: Optimizer): Rate {
  return {...recordOf(owner, optimizer)};
}

/** The optimizer's rate, unless it is one of somebody else that shows none. */
export function knownRate(owner: string, optimizer: Optimizer): Rate | undefined {
  try {
    return rateOf(owner, optimizer);
  } catch {
    return undefined;
  }
}

/** Sets the rate for good: whatever base and scale there were are forgotten. */
export function resetRate(owner: string, optimizer: Optimizer, learningRate: number): void {
  writeLearningRate(owner, optimizer, learningRate);
  rates.delete(innermost(optimizer));
}

/** For schedules: the scale stays. */
export function writeBase(owner: string, optimizer: Optimizer, base: number): void {
  const rate = recordOf(owner, optimizer);
  write(owner, optimizer, rate, {base, inForce: base * rate.scale});
}

/** For callbacks that react to a metric: puts exactly `next` in force; the base stays. */
export function writeScaled(owner: string, optimizer: Optimizer, next: number): void {
  const rate = recordOf(owner, optimizer);
  write(owner, optimizer, rate, {scale: next / rate.base, inForce: next});
}

/** Brings back a saved rate, base and scale. */
export function restoreRate(owner: string, optimizer: Optimizer, saved: Rate): void {
  write(owner, optimizer, recordOf(owner, optimizer), saved);
}

/** Brings back a saved base, the scale of now kept. */
export function restoreBase(owner: string, optimizer: Optimizer, saved: Rate): void {
  const rate = recordOf(owner, optimizer);
  const {initial, base} = saved;
  if (rate.inForce === saved.inForce) write(owner, optimizer, rate, saved);
  else write(owner, optimizer, rate, {initial, base, inForce: base * rate.scale});
}

/** Brings back a saved scale, the base of now kept. */
export function restoreScale(owner: string, optimizer: Optimizer, saved: Rate): void {
  const rate = recordOf(owner, optimizer);
  const {base, scale, inForce} = saved;
  const scaled = {scale, inForce: rate.base === base ? inForce : rate.base * scale};
  // A model loaded with its optimizer holds the rate that was in force: there the scale is in it already.
  write(owner, optimizer, rate, rate.inForce === inForce ? saved : scaled);
}
