import type {Fall} from '../fall.js';
import {belowDivergence} from './belowDivergence.js';
import {fastaiPart} from './fastaiPart.js';
import {firstFall} from './firstFall.js';
import {minimum} from './minimum.js';
import {slide} from './slide.js';
import {steepest} from './steepest.js';
import {steepestByRate} from './steepestByRate.js';
import {steepestByStep} from './steepestByStep.js';
import type {Points, Suggestion, SuggestionMethod} from './Suggestion.js';
import {valley} from './valley.js';

/** What each method makes of the curve, by its name. */
export type Suggestions = {readonly [Method in SuggestionMethod]: Suggestion<Method>};

/** What the methods look at. */
export interface Reading {
  /** The rates and the smoothed losses, all finite. */
  readonly points: Points;
  /** Number of steps that the test was to have, of which fastai leaves out a tenth. */
  readonly steps: number;
  readonly fall: Fall;
  /** The rate at which the loss diverged or was no finite number, if it did. */
  readonly divergedAt: number | undefined;
}

/** All methods' suggestions, each on the part of the curve that its peer looks at. */
export function suggestions({points, steps, fall, divergedAt}: Reading): Suggestions {
  const fastai = fastaiPart(points, steps);
  return {
    steepest: steepest(fastai),
    valley: valley(fastai),
    slide: slide(fastai),
    minimum: minimum(fastai),
    steepestByStep: steepestByStep(points),
    steepestByRate: steepestByRate(points),
    firstFall: firstFall(points[0], fall),
    belowDivergence: belowDivergence(divergedAt, points[0][0]!),
  };
}

/** No suggestion by any method, for one reason. */
export function noSuggestions(reason: string): Suggestions {
  const none = <Method extends SuggestionMethod>(method: Method) => ({
    [method]: {learningRate: undefined, method, reason},
  });
  return Object.assign({}, ...methods.map(none)) as Suggestions;
}

const methods: readonly SuggestionMethod[] = [
  ...(['steepest', 'valley', 'slide', 'minimum'] as const),
  ...(['steepestByStep', 'steepestByRate', 'firstFall', 'belowDivergence'] as const),
];
