import {join} from 'node:path';
import type {Backend} from '../../common/backends/Backend.js';
import type {Curves, Training} from './Training.js';

/** A training to be run, and all that decides its outcome but for the code. Plain JSON. */
export interface Job {
  training: Training;
  seed: number;
  epochs: number;
  backend: Backend;
}

export interface Result {
  curves: Curves;
  /** How long the training took. */
  seconds: number;
}

/** Where its result lies on disk. */
export function pathOf({backend, seed, training}: Job): string {
  return join(backend, `seed-${seed}`, training.name);
}

/** As people read it: 'momentum=0.9, seed 2'. */
export function titleOf({training, seed}: Job): string {
  return `${training.name}, seed ${seed}`;
}
