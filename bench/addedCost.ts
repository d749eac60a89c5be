import type {Callback} from '@tensorflow/tfjs';
import {interleaved} from './interleaved.js';
import type {Measurement} from './Measurement.js';
import {median, medianRatio} from './median.js';
import {fit, network, stepsPerEpoch} from './network.js';

const copies = 50;
const epochs = 5;

/**
 * What a callback adds to a step, in percent of a bare step: the time of a fit with many copies less that of a fit
 * without callbacks, divided by the number of copies. Nothing else is taken off.
 *
 * Copies share what the first of them does to the caches and to tfjs's own code: what three callbacks cost that stand
 * alone is in `fitRatio`.
 */
export function addedCost(name: string, create: () => Callback, atMost?: number): Measurement {
  return {
    name: `a step with ${name}, of ${copies} copies`,
    unit: '% added',
    async measure() {
      const model = network();
      const callbacks = Array.from({length: copies}, () => unaware(create()));
      const times = await interleaved(30, {
        bare: () => fit(model, {epochs}),
        copies: () => fit(model, {epochs, callbacks}),
      });
      model.dispose();
      const step = (1000 * median(times.bare)) / (epochs * stepsPerEpoch);
      const added = (medianRatio(times.copies, times.bare) - 1) / copies;
      return {
        measured: 100 * added,
        ...(atMost === undefined ? {} : {atMost}),
        beside: {'added, µs': added * step, 'bare step, µs': step},
      };
    },
  };
}

/** Gives a copy a `params` of its own, by which it takes itself to be alone: a second schedule in a fit is an error. */
function unaware(callback: Callback): Callback {
  callback.setParams = (params) => {
    callback.params = {...params};
  };
  return callback;
}
