import type {Experiment} from './Experiment.js';
import {classes} from './classes.js';
import {decay} from './decay.js';
import {decayCurve} from './decayCurve.js';
import {learningRates} from './learningRates.js';
import {momentum} from './momentum.js';
import {optimizers} from './optimizers.js';
import {plateau} from './plateau.js';

/** All of the tutorial's, in its order. */
export const experiments: readonly Experiment[] = [
  classes,
  learningRates,
  momentum,
  decayCurve,
  decay,
  plateau,
  optimizers,
];
