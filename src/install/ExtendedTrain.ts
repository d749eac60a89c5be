import type {Optimizer, OptimizerConstructors} from '@tensorflow/tfjs';
import type {ScheduledOptimizer} from '../optimizers/scheduled.js';
import type {Schedule} from '../schedules/Schedule.js';
import type {Schedules} from './schedules.js';

/** The optimizers of tfjs by the names of their constructors. */
export type OptimizerName = 'sgd' | 'momentum' | 'rmsprop' | 'adam' | 'adadelta' | 'adamax' | 'adagrad';

/** A constructor that also takes a schedule as its rate, and then returns what `scheduled` does. */
export type Schedulable<Create extends (...args: never[]) => Optimizer> = Create &
  ((
    learningRate: Schedule,
    ...rest: Parameters<Create> extends [unknown?, ...infer Rest] ? Rest : never
  ) => ScheduledOptimizer);

/** What `tf.train` is while it is extended: Keras's schedules also take their options one by one, in Keras's order. */
export type ExtendedTrain = Schedules & {
  [Name in OptimizerName]: Schedulable<(typeof OptimizerConstructors)[Name]>;
} & {
  exponentialDecay: Decay & DecayFrom;
  inverseTimeDecay: Decay & DecayFrom;
  polynomialDecay: (
    initialLearningRate: number,
    decaySteps: number,
    endLearningRate?: number,
    power?: number,
    cycle?: boolean,
  ) => Schedule;
  cosineDecay: (initialLearningRate: number, decaySteps: number, alpha?: number) => Schedule;
  cosineDecayRestarts: (
    initialLearningRate: number,
    firstDecaySteps: number,
    tMul?: number,
    mMul?: number,
    alpha?: number,
  ) => Schedule;
  piecewiseConstantDecay: (boundaries: readonly number[], values: readonly number[]) => Schedule;
};

type Decay = (
  initialLearningRate: number,
  decaySteps: number,
  decayRate: number,
  staircase?: boolean,
) => Schedule;

/** That of TensorFlow 1. */
type DecayFrom = (
  initialLearningRate: number,
  globalStep: number,
  decaySteps: number,
  decayRate: number,
  staircase?: boolean,
) => Schedule;
