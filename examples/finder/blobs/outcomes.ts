import {level} from '../../blobs/claims/measures/level.js';
import {summary, type Summary} from '../../common/claims/summary.js';
import type {Curves} from '../../blobs/training/Training.js';

/** Where the trainings of one name ended: means of their last ten epochs, over the seeds. */
export interface Outcome {
  name: string;
  rates: Summary;
  loss: Summary;
  accuracy: Summary;
  testAccuracy: Summary;
}

export function outcome(name: string, runs: readonly Curves[]): Outcome {
  const ends = (key: keyof Curves) => summary(runs.map((curves) => level(curves[key])));
  return {
    name,
    rates: summary(runs.map((curves) => curves.learning_rate[0]!)),
    loss: ends('loss'),
    accuracy: ends('acc'),
    testAccuracy: ends('val_acc'),
  };
}

/** The one with the lowest median training loss: that is what the range test looks at. */
export function lowestLoss(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce((best, one) => (one.loss.median < best.loss.median ? one : best));
}

/** The one with the highest median test accuracy. */
export function highestTestAccuracy(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce((best, one) => (one.testAccuracy.median > best.testAccuracy.median ? one : best));
}

/** How many times the larger of two rates is the smaller. */
export function factor(a: number, b: number): number {
  return Math.max(a / b, b / a);
}
