import type {Criterion} from './criteria.js';
import type {Curves} from '../training/Training.js';

/** The curves of one seed by the name of the training. */
export type Runs = Readonly<Record<string, Curves>>;

/** A statement of the tutorial, and how to tell whether it is so. */
export interface Claim {
  /** The statement, in short. */
  says: string;
  /** The trainings that it is about. */
  needs: readonly string[];
  /** What `value` is, in words. */
  measure: string;
  /** The number that decides, from one seed's curves in the order of `needs`. */
  value: (...curves: Curves[]) => number;
  /** Which numbers make the statement true. */
  criterion: Criterion;
  /** How `value` is written. */
  format: (value: number) => string;
}
