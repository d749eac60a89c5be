import {serialization, type Optimizer} from '@tensorflow/tfjs';
import {check, nonNegative, schedule as aSchedule} from '../internal/check.js';
import {constant} from '../schedules/constant.js';
import type {Schedule} from '../schedules/Schedule.js';
import {OptimizerWrapper, type NamedGradient} from './OptimizerWrapper.js';
import {rateOf, restoreRate, writeBase} from './rate.js';
import {wrapperFromConfig} from './wrapperFromConfig.js';
import {checkSoleWriter} from './wrapping.js';

const owner = 'scheduled';

/**
 * What {@link scheduled} makes.
 *
 * @example
 * ```ts
 * const optimizer = new ScheduledOptimizer(tf.train.sgd(1), constant(0.5));
 * model.compile({optimizer, loss: 'meanSquaredError'});
 * await model.fit(x, y, {epochs: 2});
 * getLearningRate(optimizer); // 0.5
 * optimizer.schedule = (step) => 1 / step;
 * await model.fit(x, y, {epochs: 3});
 * getLearningRate(optimizer); // 0.25
 * optimizer.iterations;       // 5
 * ```
 */
export class ScheduledOptimizer extends OptimizerWrapper {
  static override get className(): string {
    return 'ScheduledOptimizer';
  }

  private current: Schedule;

  constructor(optimizer: Optimizer, schedule: Schedule) {
    super(optimizer, owner, ['learningRate']);
    checkSoleWriter(owner, this.inner, 'learningRate');
    check(owner, 'schedule', schedule, aSchedule);
    this.current = schedule;
  }

  /** May be set at any time: the steps go on. */
  get schedule(): Schedule {
    return this.current;
  }
  set schedule(schedule: Schedule) {
    check(owner, 'schedule', schedule, aSchedule);
    this.current = schedule;
  }

  // The schedule comes first: what it holds may throw when the rate is written.
  override applyGradients(gradients: Parameters<OptimizerWrapper['applyGradients']>[0]): void {
    const rate = rateOf(owner, this);
    try {
      super.applyGradients(gradients);
    } catch (error) {
      restoreRate(owner, this, rate);
      throw error;
    }
  }

  protected override transform(gradients: readonly NamedGradient[]): readonly NamedGradient[] {
    writeBase(owner, this, this.#rate());
    return gradients;
  }

  /** That of the next update. */
  #rate(): number {
    const rate = this.current(this.iterations);
    check(owner, `schedule(${this.iterations})`, rate, nonNegative);
    return rate;
  }

  override getConfig(): serialization.ConfigDict {
    return {...super.getConfig(), schedule: this.#rate()};
  }

  static override fromConfig<T extends serialization.Serializable>(
    cls: serialization.SerializableConstructor<T>,
    config: serialization.ConfigDict,
  ): T {
    return wrapperFromConfig(
      config,
      (optimizer, {schedule}) => new cls(optimizer, constant(schedule as number)),
    );
  }
}

serialization.registerClass(ScheduledOptimizer);

/**
 * An optimizer whose learning rate follows a schedule, with no callback: for loops of `optimizer.minimize`, and for all
 * other ways to train.
 *
 * The schedule is called with `optimizer.iterations` before each update, and what it returns is the base of the rate:
 * what {@link ReduceLROnPlateau} has taken off stays off. A {@link LearningRateScheduler} beside it is an error.
 *
 * A function cannot be saved: a loaded optimizer holds the rate that the next update would have had, until its
 * `schedule` is set again. The steps go on where they were. The optimizer without the schedule is its `inner`.
 *
 * Keras: a schedule as `learning_rate` of an optimizer. optax: `inject_hyperparams`.
 *
 * @param optimizer - Of tfjs, or a wrapper; its updates so far count.
 * @param schedule - From step to rate.
 * @throws TypeError when `optimizer` or `schedule` is none, or the optimizer is scheduled already; in an update,
 * RangeError or TypeError when the schedule returns anything but a finite number \>= 0. Nothing is changed then.
 *
 * @example
 * ```ts
 * const weight = tf.variable(tf.scalar(0));
 * const halving = exponentialDecay({initialLearningRate: 1, decaySteps: 1, decayRate: 0.5});
 * const optimizer = scheduled(tf.train.sgd(1), halving);
 * for (let step = 0; step < 3; step += 1) optimizer.minimize(() => weight.mul(1), false, [weight]);
 * weight.dataSync()[0];       // -1.75
 * getLearningRate(optimizer); // 0.25
 * ```
 */
export function scheduled(optimizer: Optimizer, schedule: Schedule): ScheduledOptimizer {
  return new ScheduledOptimizer(optimizer, schedule);
}
