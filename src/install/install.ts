import {TrainingCallback} from '../callbacks/TrainingCallback.js';
import {check, type Rule} from '../internal/check.js';
import {twoCopies} from '../internal/twoCopies.js';
import * as callbacks from './callbacks.js';
import {clipFunctions} from './clipFunctions.js';
import {extend} from './extend.js';
import type {ExtendedCallbacks} from './ExtendedCallbacks.js';
import type {ExtendedTrain} from './ExtendedTrain.js';
import {optimizers, train} from './train.js';

declare module '@tensorflow/tfjs' {
  // @ts-expect-error Declared there as well, but only exported again: importers see this one.
  const callbacks: ExtendedCallbacks;
  // @ts-expect-error This one too.
  const train: ExtendedTrain;
}

/** What {@link install} needs of tfjs. */
export interface TensorFlow {
  /** Where `earlyStopping` is. */
  readonly callbacks: object;
  /** Where the constructors of optimizers are. */
  readonly train: object;
}

const tfjs: Rule = {
  must: "tfjs, as in import * as tf from '@tensorflow/tfjs'",
  kind: (value) => {
    const {callbacks, train} = Object(value) as Partial<TensorFlow>;
    return [callbacks, train].every((one) => Object.isExtensible(one));
  },
};

/**
 * Hangs the callbacks and schedules of this library on `tf`, so that code for names that tfjs does not have runs:
 * `tf.callbacks.reduceLROnPlateau`, `tf.train.exponentialDecay`, `tf.clipByGlobalNorm`.
 *
 * - `tf.callbacks` gets the factory of every callback but those of `tfjs-callbacks/node`. Its `earlyStopping` becomes the
 *   one of this library, which knows the same options and can restore the best weights. `modelCheckpoint` also takes the
 *   path in front.
 * - `tf.train` gets the schedules. Those of Keras also take their options one by one, in Keras's order; four numbers for
 *   `exponentialDecay` and `inverseTimeDecay` are read as in TensorFlow 1, where the second is the step to begin at.
 *   Constructors of optimizers take a schedule as rate too, and then return what `scheduled` does.
 * - `tf` itself gets `clipByNorm` and `clipByGlobalNorm`, the latter with TensorFlow's pair as result, where `tf` can be
 *   extended: what `require` gives, and the global of a script tag. An ES module cannot be, and then a line on the console
 *   says so; TypeScript is not told of these two, see {@link ClipFunctions}.
 *
 * Importing `tfjs-callbacks/install` tells TypeScript of the others. A name that tfjs itself has by then keeps its meaning,
 * and a warning says so. Options keep their names: `min_lr` is an error that shows `minLr`. What tfjs does with a list of
 * callbacks stays as it is; lists of every kind are for `combine`.
 *
 * It is for applications and scripts. A library should import what it needs, as it would change `tf` for everybody.
 *
 * @param tf - All of tfjs; `@tensorflow/tfjs-node` as well.
 * @returns A function that undoes it: afterwards the properties are exactly what they were. What was installed more than
 * once is gone with the last one that is undone, in any order.
 * @throws TypeError when it is not tfjs, or another copy of it than this library uses; nothing is changed then.
 *
 * @example
 * ```ts
 * import {install} from 'tfjs-callbacks/install';
 *
 * const undo = install(tf);
 * const decay = tf.train.exponentialDecay(0.1, 2, 0.5);
 * model.compile({optimizer: tf.train.adam(decay), loss: 'meanSquaredError'});
 * await model.fit(x, y, {
 *   epochs: 3,
 *   callbacks: [
 *     tf.callbacks.reduceLROnPlateau({monitor: 'loss', factor: 0.5, patience: 5}),
 *     tf.callbacks.earlyStopping({monitor: 'loss', patience: 10, restoreBestWeights: true}),
 *   ],
 * });
 * getLearningRate(model.optimizer); // 0.05
 *
 * undo();
 * tf.callbacks.reduceLROnPlateau === undefined; // true
 * ```
 */
export function install(tf: TensorFlow): () => void {
  check('install', 'tf', tf, tfjs);
  const {Callback} = tf as {Callback?: object};
  if (Callback && Callback !== Object.getPrototypeOf(TrainingCallback)) throw twoCopies('install', 'tf');
  const undos = [
    extend('tf.callbacks', tf.callbacks, callbacks, ['earlyStopping']),
    extend('tf.train', tf.train, train(tf.train), optimizers),
  ];
  if (Object.isExtensible(tf)) {
    undos.push(extend('tf', tf, clipFunctions));
  } else {
    const names = Object.keys(clipFunctions).join(', ');
    console.info(
      `install: an ES module cannot be extended; import {${names}} from 'tfjs-callbacks' instead of using tf's.`,
    );
  }
  return () => undos.forEach((undo) => undo());
}
