import {mulberry32} from '../../../src/internal/mulberry32.js';
import {planOf} from '../settings/planOf.js';
import type {Settings} from '../settings/Settings.js';
import {blobs} from './blobs.js';
import {moons} from './moons.js';
import {normal} from './normal.js';
import {numClassesOf} from './numClassesOf.js';
import type {Point} from './Point.js';
import {spirals} from './spirals.js';
import {xor} from './xor.js';

/** What a training learns from, and what it is judged by. */
export interface Data {
  readonly training: readonly Point[];
  readonly validation: readonly Point[];
  readonly numClasses: number;
  /** Half the side of the square around 0 in which all points lie; at least 1. */
  readonly extent: number;
}

/** Places of points, in the order of which the classes take turns: each part of them has as many of each class. */
const places = {blobs, moons, spirals, xor};

/** The points of the settings, the same each time. */
export function dataOf(settings: Settings): Data {
  const {data, points, noise, seed} = settings;
  const random = mulberry32(seed);
  const all = Array.from({length: points}, (_, index) => {
    const {x, y, label} = places[data](index, random);
    return {x: x + noise * normal(random), y: y + noise * normal(random), label};
  });
  const {training} = planOf(settings);
  return {
    training: all.slice(0, training),
    validation: all.slice(training),
    numClasses: numClassesOf(settings),
    extent: all.reduce((extent, {x, y}) => Math.max(extent, Math.abs(x), Math.abs(y)), 1),
  };
}
