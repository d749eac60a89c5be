import {join} from 'node:path';
import type {Backend} from '../../common/backends/Backend.js';
import type {ClippingName, OptimizerName} from './trainings.js';

/** A training to be run, and all that decides its outcome but for the code. Plain JSON. */
export interface Job {
  optimizer: OptimizerName;
  clipping: ClippingName;
  seed: number;
  updates: number;
  backend: Backend;
}

/** What a training was like. JSON has no NaN and no infinity; they are null. */
export interface Curves {
  /** Mean squared error on the test sequences before the first update and at each check. */
  errors: (number | null)[];
  /** The norm of all gradients together, before clipping, of each update. */
  norms: (number | null)[];
  /** Updates up to each check whose gradients were clipped. */
  clipped: number[];
}

export interface Result {
  curves: Curves;
  /** How long the training took. */
  seconds: number;
}

/** What a training is called but for its seed. */
export function nameOf({optimizer, clipping}: Pick<Job, 'optimizer' | 'clipping'>): string {
  return `${optimizer}, ${clipping}`;
}

/** As people read it: 'Adam, globalNorm, seed 2'. */
export function titleOf(job: Job): string {
  return `${nameOf(job)}, seed ${job.seed}`;
}

/** Where its result lies on disk. */
export function pathOf({backend, seed, ...job}: Job): string {
  return join(backend, `seed-${seed}`, nameOf(job).replaceAll(/\W+/g, '-'));
}
