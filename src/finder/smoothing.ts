/** How far an average is: `value` is the smoothed loss after `count` losses. */
export interface Smoothed {
  readonly count: number;
  readonly average: number;
  readonly value: number;
}

/**
 * What is done about an average of few values. 'exact' divides by the weight there is, 1 − beta^n after n losses
 * (fastai); 'none' begins with the first loss as it is (torch-lr-finder); 'lightning' divides by 1 − beta^(n + 1), so that
 * the first value is about half the first loss (Lightning).
 */
export type BiasCorrection = 'exact' | 'none' | 'lightning';

/**
 * An exponential moving average: from the state so far (none at first) and a loss to the next state.
 *
 * average ← beta · average + (1 − beta) · loss, from 0, and corrected.
 */
export function smoothing(
  beta: number,
  biasCorrection: BiasCorrection,
): (before: Smoothed | undefined, loss: number) => Smoothed {
  return (before, loss) => {
    const count = (before?.count ?? 0) + 1;
    if (biasCorrection === 'none' && !before) return {count, average: loss, value: loss};
    const average = beta * (before?.average ?? 0) + (1 - beta) * loss;
    if (biasCorrection === 'none') return {count, average, value: average};
    return {
      count,
      average,
      value: average / (1 - beta ** (count + (biasCorrection === 'lightning' ? 1 : 0))),
    };
  };
}
