import {addedCost} from './addedCost.js';
import {callbacks} from './callbacks.js';
import type {Measurement} from './Measurement.js';

// Limits far above what is measured need no more of them.
const how = {of: 'steps', rounds: 12} as const;

/** What each callback adds to a step in which it has nothing to do; of one that always has, what it adds to every step. */
export const callbackCosts: Measurement[] = Object.entries(callbacks).flatMap(
  ([name, {idle, busy, optimizer}]) => {
    if (idle) return addedCost(`an idle ${name}`, idle, {...how, atMost: 1, optimizer});
    return busy ? addedCost(name, busy, {...how, optimizer}) : [];
  },
);
