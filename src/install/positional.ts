import {check, nonNegative} from '../internal/check.js';
import type {Schedule} from '../schedules/Schedule.js';

/** The options that Keras's schedules take one by one, in Keras's order. */
const orders: {readonly [name: string]: readonly string[]} = {
  cosineDecay: ['initialLearningRate', 'decaySteps', 'alpha'],
  cosineDecayRestarts: ['initialLearningRate', 'firstDecaySteps', 'tMul', 'mMul', 'alpha'],
  exponentialDecay: ['initialLearningRate', 'decaySteps', 'decayRate', 'staircase'],
  inverseTimeDecay: ['initialLearningRate', 'decaySteps', 'decayRate', 'staircase'],
  piecewiseConstantDecay: ['boundaries', 'values'],
  polynomialDecay: ['initialLearningRate', 'decaySteps', 'endLearningRate', 'power', 'cycle'],
};

/** A schedule of that name that takes its options one by one as well. */
export function positional(name: string, build: (options: object) => Schedule) {
  const order = orders[name];
  if (!order) return build;
  const fromList = (args: readonly unknown[]): Schedule => {
    if (args.length > order.length) {
      throw new TypeError(
        `tf.train.${name}: takes ${order.join(', ')}; got ${args.length} arguments. Pass an object of options for others.`,
      );
    }
    const given = order.slice(0, args.length).map((option, i) => [option, args[i]]);
    return build(Object.fromEntries(given) as object);
  };
  return (...args: unknown[]): Schedule => {
    const [first, second, ...rest] = args;
    if (typeof first === 'object' && !Array.isArray(first)) return build(first as object);
    // Four numbers are those of TensorFlow 1, where the global step comes second.
    if (order[3] !== 'staircase' || typeof args[3] !== 'number') return fromList(args);
    check(`tf.train.${name}`, 'globalStep', second, nonNegative);
    const schedule = fromList([first, ...rest]);
    return (step) => schedule((second as number) + step);
  };
}
