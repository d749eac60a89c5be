import type {Optimizer} from '@tensorflow/tfjs';
import {check, keeps, type Rule} from '../internal/check.js';
import {nearest} from '../internal/nearest.js';
import {show} from '../internal/show.js';
import {hyperparameterNames, hyperparameterOf, type Hyperparameter} from '../optimizers/hyperparameterOf.js';
import {isPlanned, schedulePlanned, type PlannedSchedule, type TrainingPlan} from '../schedules/fromPlan.js';

/**
 * The learning rate of an epoch (or step) from its index, counted from 0, and from the rate before it: what a
 * schedule returned last, or what the optimizer was given, without what {@link ReduceLROnPlateau} has taken off.
 *
 * A {@link Schedule} is one that does not look at the rate.
 */
export type LearningRateFunction = (index: number, learningRate: number) => number;

/**
 * Schedules by the name of what they drive: `learningRate`, `momentum` (Momentum, RMSProp; beta1 of Adam and Adamax) or
 * any other number that the optimizer's `getConfig()` names. A function's second argument is the value before.
 */
export interface HyperparameterSchedules {
  readonly [hyperparameter: string]: LearningRateFunction | PlannedSchedule;
}

/** A hyper-parameter with the schedule that it follows. */
export interface Course {
  readonly hyperparameter: Hyperparameter;
  readonly schedule: LearningRateFunction;
}

/** A hyper-parameter with a schedule that may be waiting for the plan. */
export interface Driven {
  readonly hyperparameter: Hyperparameter;
  readonly schedule: LearningRateFunction | PlannedSchedule;
}

/** Names that some optimizers have. Another one that is missing is most likely misspelt. */
const known = ['learningRate', 'momentum', 'beta1', 'beta2', 'rho', 'decay', 'epsilon'];

const isSchedule = (value: unknown): boolean => typeof value === 'function' || isPlanned(value);

export const oneOrMoreSchedules: Rule = {
  must: 'a function (index, learningRate) => rate, fromPlan(...), or an object of such by hyper-parameter',
  kind: (value) => {
    if (isSchedule(value)) return true;
    const schedules = typeof value === 'object' && value ? Object.values(value) : [];
    return schedules.length > 0 && schedules.every(isSchedule);
  },
};

/** One schedule alone drives the learning rate. */
export function byHyperparameter(
  schedule: LearningRateFunction | PlannedSchedule | HyperparameterSchedules,
): HyperparameterSchedules {
  return typeof schedule === 'function' || isPlanned(schedule) ? {learningRate: schedule} : {...schedule};
}

/** Finds what the schedules drive. */
export function driven(
  owner: string,
  optimizer: Optimizer,
  schedules: HyperparameterSchedules,
  missing: 'throw' | 'ignore',
): Driven[] {
  return Object.entries(schedules).flatMap(([name, schedule]) => {
    const hyperparameter = hyperparameterOf(owner, optimizer, name);
    if (hyperparameter) return {hyperparameter, schedule};
    if (!known.includes(name)) throw unknown(owner, optimizer, name);
    if (missing === 'ignore') return [];
    throw new TypeError(
      `${owner}: \`optimizer\` must have a numeric \`${name}\`; got ${show(optimizer)}, ` +
        `which has ${hyperparameterNames(optimizer).join(', ')}. Pass missing: 'ignore' to leave it out.`,
    );
  });
}

function unknown(owner: string, optimizer: Optimizer, name: string): TypeError {
  const names = [...new Set([...hyperparameterNames(optimizer), ...known])];
  const meant = nearest(name, names);
  const remedy = meant ? `did you mean \`${meant}\`?` : `there are ${names.join(', ')}.`;
  return new TypeError(`${owner}: unknown hyper-parameter \`${name}\`; ${remedy}`);
}

/** Builds the schedules that were waiting for the plan. */
export function built(owner: string, found: readonly Driven[], plan: () => TrainingPlan): Course[] {
  return found.map(({hyperparameter, schedule}) => {
    if (!isPlanned(schedule)) return {hyperparameter, schedule};
    const result = schedulePlanned(schedule, plan());
    check(owner, 'fromPlan(...)', result, {
      must: 'given a function that returns a schedule',
      kind: (value) => typeof value === 'function',
    });
    return {hyperparameter, schedule: result};
  });
}

/** What a schedule says next, once it is known to be right. */
export function valueAt(owner: string, {hyperparameter, schedule}: Course, index: number): number {
  const {name, rule, read} = hyperparameter;
  const value = schedule(index, read());
  if (!keeps(value, rule)) {
    const which = name === 'learningRate' ? 'schedule' : `schedule.${name}`;
    check(owner, `${which}(${index})`, value, rule);
  }
  return value;
}
