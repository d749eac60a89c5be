import type {Optimizer} from '@tensorflow/tfjs';
import {check, nonNegative, type Rule} from '../internal/check.js';
import {scheduled} from '../optimizers/scheduled.js';
import type {Schedule} from '../schedules/Schedule.js';
import type {OptimizerName} from './ExtendedTrain.js';
import {positional} from './positional.js';
import {schedules} from './schedules.js';

/** The members that are replaced. */
export const optimizers: readonly OptimizerName[] = [
  'sgd',
  'momentum',
  'rmsprop',
  'adam',
  'adadelta',
  'adamax',
  'adagrad',
];

type Create = (learningRate?: number, ...rest: unknown[]) => Optimizer;
type Build = (options: object) => Schedule;

const rateOrSchedule: Rule = {
  must: 'a number or a schedule, (step) => rate',
  kind: (value) => typeof value !== 'object' || value === null,
};

/** What `tf.train` gets. */
export function train(tfjs: object): {[name: string]: (...args: never[]) => unknown} {
  const members = tfjs as {[Name in OptimizerName]: Create};
  return {
    ...Object.fromEntries(
      Object.entries(schedules).map(([name, build]) => [name, positional(name, build as Build)]),
    ),
    ...Object.fromEntries(
      optimizers.map((name) => [name, schedulable(`tf.train.${name}`, members[name].bind(tfjs))]),
    ),
  };
}

function schedulable(owner: string, create: Create) {
  return (...args: [learningRate?: number | Schedule, ...rest: unknown[]]): Optimizer => {
    const [learningRate, ...rest] = args;
    if (typeof learningRate !== 'function') {
      check(owner, 'learningRate', learningRate, rateOrSchedule);
      return create(...(args as Parameters<Create>));
    }
    const rate = learningRate(0);
    check(owner, 'learningRate(0)', rate, nonNegative);
    return scheduled(create(rate, ...rest), learningRate);
  };
}
