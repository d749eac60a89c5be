import * as tf from '@tensorflow/tfjs';

/** Every optimizer of tfjs, and the two that have a second form. */
export const optimizers: [name: string, make: (learningRate: number) => tf.Optimizer][] = [
  ['sgd', (rate) => tf.train.sgd(rate)],
  ['momentum', (rate) => tf.train.momentum(rate, 0.9)],
  ['nesterov', (rate) => tf.train.momentum(rate, 0.9, true)],
  ['adagrad', (rate) => tf.train.adagrad(rate)],
  ['adadelta', (rate) => tf.train.adadelta(rate)],
  ['adam', (rate) => tf.train.adam(rate)],
  ['adamax', (rate) => tf.train.adamax(rate)],
  ['rmsprop', (rate) => tf.train.rmsprop(rate)],
  ['centered rmsprop', (rate) => tf.train.rmsprop(rate, 0.9, 0, 1e-7, true)],
];

/** A weight at 0 with a gradient of 1: each update shows just what the optimizer does. */
export class Slope {
  readonly #weight = tf.variable(tf.scalar(0));

  constructor(
    readonly optimizer: tf.Optimizer,
    /** The loss of the weight, where the gradient is to be another one than 1. */
    readonly loss: (weight: tf.Variable) => tf.Tensor = (weight) => weight.mul(1),
  ) {}

  /** Makes one update and says how far the weight went. */
  update(): number {
    const before = this.#weight.dataSync()[0]!;
    this.optimizer.minimize(() => this.loss(this.#weight).asScalar(), false, [this.#weight]);
    return this.#weight.dataSync()[0]! - before;
  }

  dispose(): void {
    this.#weight.dispose();
    this.optimizer.dispose();
  }
}
