import {check} from '../internal/check.js';
import type {Schedule} from './Schedule.js';

/** What is known of a training when it starts. */
export interface TrainingPlan {
  /** The epoch at which the fit ends (the `epochs` it was given). */
  readonly epochs: number;
  /** Updates per epoch. Reading it throws when the data set's size is unknown. */
  readonly stepsPerEpoch: number;
  /** epochs · stepsPerEpoch. Reading it throws when the data set's size is unknown. */
  readonly totalSteps: number;
  /** The optimizer's own learning rate: as its user set it, before a schedule wrote another. */
  readonly learningRate: number;
}

/** A schedule to be built when training starts; made by {@link fromPlan}. */
export interface PlannedSchedule {
  /** @internal */
  readonly [planned]: (plan: TrainingPlan) => Schedule;
}

// Registered, so that the ESM and the CommonJS build of the library know each other's.
const planned: unique symbol = Symbol.for('tfjs-callbacks.fromPlan') as never;

/**
 * Builds a schedule when training starts, from the lengths that are known only then.
 *
 * A callback that takes a schedule takes this as well.
 *
 * @param build - Is given the plan at train begin and returns the schedule.
 * @throws TypeError when `build` is not a function.
 *
 * @example
 * ```ts
 * const toZero = fromPlan(({learningRate, totalSteps}) =>
 *   polynomialDecay({initialLearningRate: learningRate, decaySteps: totalSteps, endLearningRate: 0}),
 * );
 * await model.fit(x, y, {epochs: 20, callbacks: [learningRateScheduler({schedule: toZero, by: 'step'})]});
 * ```
 */
export function fromPlan(build: (plan: TrainingPlan) => Schedule): PlannedSchedule {
  check('fromPlan', 'build', build, {
    must: 'a function of the plan',
    kind: (value) => typeof value === 'function',
  });
  return Object.freeze({[planned]: build});
}

/** Whether the value was made by `fromPlan`. */
export function isPlanned(value: unknown): value is PlannedSchedule {
  return typeof value === 'object' && value !== null && planned in value;
}

/** The schedule itself. */
export function schedulePlanned(schedule: PlannedSchedule, plan: TrainingPlan): Schedule {
  return schedule[planned](plan);
}
