import {lerp} from '../internal/lerp.js';

/**
 * How a value goes from one to another: not at all until it is there, along a straight line, along half a cosine wave,
 * or by the same factor in each step.
 */
export type Shape = 'constant' | 'linear' | 'cosine' | 'exponential';

/** The value at t, from `from` at 0 to `to` at 1. */
type Interpolation = (from: number, to: number, t: number) => number;

export const shapes: Readonly<Record<Shape, Interpolation>> = {
  constant: (from) => from,
  linear: lerp,
  cosine: (from, to, t) => lerp(from, to, (1 - Math.cos(Math.PI * t)) / 2),
  exponential: (from, to, t) => from * Math.exp(t * Math.log(to / from)),
};
