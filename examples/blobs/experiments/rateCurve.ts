import type {Curves} from '../training/Training.js';

/** The learning rate after each number of updates, where nothing is trained. */
export function rateCurve(rates: number[]): Curves {
  return {loss: [], acc: [], val_loss: [], val_acc: [], learning_rate: rates};
}
