import type {Callback, Optimizer, Sequential} from '@tensorflow/tfjs';
import {interleaved, wallClock} from './interleaved.js';
import type {Measurement} from './Measurement.js';
import {median, medianRatio} from './median.js';
import {fit, network, stepsPerEpoch} from './network.js';
import {timeOfSteps} from './timeOfSteps.js';

const copies = 50;
const epochs = 5;

/** What a measurement of {@link addedCost} may be told. */
interface AddedCostOptions {
  /** Limit, in percent of a bare step. */
  readonly atMost?: number | undefined;
  /** The optimizer of both fits. */
  readonly optimizer?: (() => Optimizer) | undefined;
  /** What of the fits counts: all, or the steps alone. @defaultValue 'fit' */
  readonly of?: keyof typeof ways;
  readonly rounds?: number;
}

const ways = {
  fit: {
    train: (model: Sequential, callbacks?: Callback[]) => fit(model, {epochs, ...(callbacks && {callbacks})}),
    time: wallClock,
  },
  steps: {
    train: (model: Sequential, callbacks?: Callback[]) => timeOfSteps(model, callbacks ?? [], epochs),
    time: async (run: () => unknown) => (await run()) as number,
  },
};

/**
 * What a callback adds to a step, in percent of a bare step: the time of a fit with many copies less that of a fit
 * without callbacks, divided by the number of copies. Nothing else is taken off.
 *
 * Copies share what the first of them does to the caches and to tfjs's own code: what three callbacks cost that stand
 * alone is in `fitRatio`.
 */
export function addedCost(
  name: string,
  create: () => Callback,
  {atMost, optimizer, of = 'fit', rounds = 30}: AddedCostOptions = {},
): Measurement {
  return {
    name: `a step with ${name}`,
    unit: '% added',
    async measure() {
      const model = network(optimizer?.());
      const callbacks = Array.from({length: copies}, () => unaware(create()));
      const {train, time} = ways[of];
      const times = await interleaved(
        rounds,
        {bare: () => train(model), copies: () => train(model, callbacks)},
        time,
      );
      model.dispose();
      const step = (1000 * median(times.bare)) / (epochs * stepsPerEpoch);
      const added = (medianRatio(times.copies, times.bare) - 1) / copies;
      return {
        measured: 100 * added,
        ...(atMost === undefined ? {} : {atMost}),
        beside: {copies, 'added, µs': added * step, 'bare step, µs': step},
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
