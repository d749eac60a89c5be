import * as tf from '@tensorflow/tfjs';

/** An optimizer around another one, with a state of its own, a frozen setting, a circle and things nobody can look into. */
export class Halving extends tf.Optimizer {
  static className = 'Halving';
  readonly options = Object.freeze({factor: 0.5});
  readonly self = this;
  readonly foreign = new Map([['a', 1]]);
  readonly steps: number[] = [];

  constructor(readonly inner: tf.Optimizer) {
    super();
  }

  override applyGradients(gradients: {name: string; tensor: tf.Tensor}[]): void {
    this.steps.push(this.iterations);
    this.incrementIterations();
    const halved = ({name, tensor}: (typeof gradients)[0]) => ({
      name,
      tensor: tensor.mul(this.options.factor),
    });
    tf.tidy(() => this.inner.applyGradients(gradients.map(halved)));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {};
  }
}
