import {geometricSum} from './geometricSum.js';
import {power} from './power.js';

/** One of several spans of steps that follow each other: from `start` up to, not including, `end`. */
export interface Cycle {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  /** How many times as long it is as the first one. */
  readonly stretch: number;
  readonly height: number;
}

const mostCycles = 2 ** 53;

/**
 * The cycle in which a step lies, when the first one has `length` steps and each later one `factor` times as many as
 * the one before; factor \>= 1.
 */
export function cycles(
  length: number,
  factor: number,
  heightOf: (index: number) => number,
): (step: number) => Cycle {
  const numbered = (index: number): Cycle => ({
    index,
    start: length * geometricSum(factor, index),
    end: length * geometricSum(factor, index + 1),
    stretch: power(factor, index),
    height: heightOf(index),
  });

  // A quotient or a logarithm says about where; only multiplications and comparisons say where exactly.
  const locate = (step: number): Cycle => {
    const spans = step / length;
    const grown = Math.min(spans * (factor - 1), Number.MAX_VALUE);
    const about = factor === 1 ? spans : Math.log1p(grown) / Math.log(factor);
    // No number tells such cycles apart: each step begins one.
    if (!(about < mostCycles && step < Infinity)) {
      return {index: about, start: step, end: step, stretch: 1, height: heightOf(mostCycles)};
    }
    let cycle = numbered(Math.floor(about));
    while (step < cycle.start) cycle = numbered(cycle.index - 1);
    while (step >= cycle.end) cycle = numbered(cycle.index + 1);
    return cycle;
  };

  let last = numbered(0);
  return (step) => {
    // Training asks for one step after the other: the last answer is most often the next one.
    if (!(last.start <= step && step < last.end)) last = locate(step);
    return last;
  };
}
