import {check, checkOptions, positiveCount, required, uint32} from '../../../src/internal/check.js';
import {randomState} from '../../blobs/data/randomState.js';

export interface AddingProblemOptions {
  /** How many sequences. */
  sequences: number;
  /** Steps of each; even, so that there are two halves. */
  length: number;
  /** Of the random numbers. */
  seed: number;
}

export interface AddingProblem {
  /** Of each step a value in [0, 1) and a marker, 0 or 1; step by step, sequence by sequence. */
  x: Float32Array;
  /** Of each sequence the sum of the two values that are marked. */
  y: Float32Array;
}

const owner = 'addingProblem';

/** The error of who always predicts 1: the variance of the sum of two numbers in [0, 1). */
export const guessing = 1 / 6;

/**
 * Hochreiter and Schmidhuber's adding problem: sequences of random values, of which one in each half is marked, and as the
 * target the sum of these two. To tell it, the first has to be kept over many steps.
 *
 * @see {@link https://doi.org/10.1162/neco.1997.9.8.1735} — Hochreiter and Schmidhuber, 1997, experiment 4
 */
export function addingProblem(options: AddingProblemOptions): AddingProblem {
  checkOptions(owner, options, {
    sequences: required(positiveCount),
    length: required(positiveCount),
    seed: required(uint32),
  });
  const {sequences, length, seed} = options;
  check(owner, 'length', length, {
    must: 'even',
    kind: () => true,
    test: (steps: number) => steps % 2 === 0,
  });
  const random = randomState(seed);
  const x = new Float32Array(sequences * length * 2);
  const y = new Float32Array(sequences);
  for (let sequence = 0; sequence < sequences; sequence += 1) {
    const at = (step: number) => 2 * (sequence * length + step);
    for (let step = 0; step < length; step += 1) x[at(step)] = random.randomSample();
    const half = length / 2;
    const [first, second] = [random.interval(half - 1), half + random.interval(half - 1)];
    for (const step of [first, second]) x[at(step) + 1] = 1;
    y[sequence] = x[at(first)]! + x[at(second)]!;
  }
  return {x, y};
}
