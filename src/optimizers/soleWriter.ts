/** A hyper-parameter as messages name it. */
export function inWords(hyperparameter: string): string {
  return hyperparameter === 'learningRate' ? 'learning rate' : hyperparameter;
}

/** The error for a second writer of a hyper-parameter; it names both. */
export function twoWriters(writer: string, hyperparameter: string, other: string): TypeError {
  return new TypeError(
    `${writer}: must be the only writer of the ${inWords(hyperparameter)} in a fit; got ${other} beside it. ` +
      `Keep one of the two, or make one schedule of both.`,
  );
}
