import type {Criterion} from './criteria.js';

/** A statement, and how to tell whether it is so. `Curves` is what one training of one seed gives. */
export interface Claim<Curves> {
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
