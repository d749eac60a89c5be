import {join} from 'node:path';
import type {Backend} from '../../common/backends/Backend.js';
import type {RescueName} from './rescues.js';

/** A training to be run, and all that decides its outcome but for the code. Plain JSON. */
export interface Job {
  rescue: RescueName;
  epochs: number;
  backend: Backend;
}

/** What a training was like. JSON has no NaN and no infinity; they are null. */
export interface Curves {
  /** Mean squared error on the test points after each epoch. */
  errors: (number | null)[];
  /** The learning rate at the end of each epoch. */
  rates: number[];
  /** Updates after which it went back to an earlier state. */
  recoveries: number[];
  /** The update after which it was stopped. */
  stopped: number | null;
}

export interface Result {
  curves: Curves;
  /** How long the training took. */
  seconds: number;
}

/** As people read it. */
export function titleOf({rescue}: Job): string {
  return rescue;
}

/** Where its result lies on disk. */
export function pathOf({backend, rescue}: Job): string {
  return join(backend, rescue);
}
