import {
  add,
  concat,
  dispose,
  keep,
  lessEqual,
  logicalNot,
  scalar,
  slice,
  stack,
  sum,
  tensor1d,
  tidy,
  type Scalar,
  type Tensor1D,
} from '@tensorflow/tfjs';
import type {Norm} from './globalNorm.js';

/** How many norms are kept, the latest. */
export const keptNorms = 1024;

/** How many updates may wait as scalars on a device before they are counted there. */
const waitingAtMost = 256;

/** What an update's clipping did; it changed gradients unless excess ≤ limit. */
export interface Measure {
  /** The global norm before clipping. */
  readonly norm: Norm;
  /** Where it is left out it is the norm. */
  readonly excess?: Norm;
  readonly limit: number;
}

/** The updates up to now. Lists and plain objects, so that they are part of the training state. */
export interface ClippingTally {
  steps: number;
  skipped: number;
  /** Of the updates whose norm is a number. */
  clipped: number;
  norms: number[];
  /** Where nothing is read: the latest updates, and all before them. */
  waiting: Measure[];
  device: {readonly clipped: Scalar; readonly norms: Tensor1D} | null;
}

export function newTally(): ClippingTally {
  return {steps: 0, skipped: 0, clipped: 0, norms: [], waiting: [], device: null};
}

/** Counts an update; what is a tensor must be kept, and is the tally's from now on. */
export function count(tally: ClippingTally, measure: Measure): void {
  const {norm, excess = norm, limit} = measure;
  tally.steps += 1;
  if (typeof norm === 'number' && !tally.device && tally.waiting.length === 0) {
    // NaN is not within the limit.
    if (!((excess as number) <= limit)) tally.clipped += 1;
    tally.norms.push(norm);
    if (tally.norms.length > keptNorms) tally.norms.shift();
  } else {
    // What comes after a device stays in order behind it.
    tally.waiting.push(typeof norm === 'number' ? inTensors(measure) : measure);
    if (tally.waiting.length === waitingAtMost) countWaiting(tally);
  }
}

/** Counts those that wait, on the device, without reading a value. */
export function countWaiting(tally: ClippingTally): void {
  const {waiting, device} = tally;
  if (waiting.length === 0) return;
  const counted = tidy(() => {
    const within = lessEqual(listOf(waiting, 'excess'), tensor1d(waiting.map(({limit}) => limit)));
    const clipped: Scalar = sum(logicalNot(within));
    const latest = listOf(waiting, 'norm');
    const all = device ? concat([device.norms, latest]) : latest;
    return {
      clipped: keep(device ? add<Scalar>(device.clipped, clipped) : clipped),
      norms: keep(slice(all, Math.max(all.size - keptNorms, 0))),
    };
  });
  forget(tally);
  tally.device = counted;
}

function listOf(measures: readonly Measure[], field: 'norm' | 'excess'): Tensor1D {
  return stack(measures.map(({norm, [field]: value = norm}) => value as Scalar)) as Tensor1D;
}

function inTensors({norm, excess, limit}: Measure): Measure {
  const held = (value: Norm) => keep(scalar(value as number));
  return {norm: held(norm), ...(excess !== undefined && {excess: held(excess)}), limit};
}

/** Lets go of all that is on the device. */
export function forget(tally: ClippingTally): void {
  dispose([tally.waiting.splice(0).map(({norm, excess}) => [norm, excess]), {...tally.device}] as never);
  tally.device = null;
}
