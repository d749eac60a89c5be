import {concat1d, keep, split, tensor1d, tidy, type Tensor1D, type Variable} from '@tensorflow/tfjs';

/**
 * The average of some variables, and its exchange with them.
 *
 * It is one vector, so that an update takes the same four kernels for any number of variables, and there is one tensor.
 */
export class WeightAverage {
  readonly #variables: readonly Variable[];
  /** The average or, while that is in the variables, what was in them; as numbers when it is put away. */
  #held: Tensor1D | Float32Array | undefined;
  #isIn = false;
  /** The numbers of an average that is in the variables, when it is put away: they may be trained on. */
  #away: Float32Array | undefined;

  constructor(variables: readonly Variable[]) {
    this.#variables = variables;
  }

  /** Whether the variables have the values of the average. */
  get isIn(): boolean {
    return this.#isIn;
  }

  /** Whether it has taken in anything. */
  get exists(): boolean {
    return this.#held !== undefined;
  }

  get size(): number {
    return this.#variables.reduce((sum, {size}) => sum + size, 0);
  }

  /** Moves it towards the variables by a share of the way. */
  add(share: number): void {
    this.#hold(() => {
      const weights = this.#flat();
      // With a share of 1 it is a copy, to the last bit.
      return share === 1
        ? weights
        : tensorOf(this.#held!)
            .mul(1 - share)
            .add(weights.mul(share));
    });
  }

  /** Gives the variables its values. */
  overwrite(): void {
    tidy(() => this.#assign(tensorOf(this.#held!)));
  }

  /** Exchanges what is in the variables with what is held. */
  swap(): void {
    const held = this.#held!;
    this.#hold(() => {
      const weights = this.#flat();
      this.#assign(tensorOf(held));
      return weights;
    });
    this.#isIn = !this.#isIn;
  }

  /** Keeps its numbers without a tensor. */
  async putAway(): Promise<void> {
    if (!this.#held || this.#held instanceof Float32Array) return;
    const average = this.#isIn ? await this.#read() : undefined;
    const held = await this.#held.data<'float32'>();
    this.dispose();
    this.#held = held;
    this.#away = average;
  }

  /** Its numbers and, while it is in the variables, those that were there. */
  values(): {average: Float32Array; weights?: Float32Array} | undefined {
    if (!this.#held) return undefined;
    const held = this.#held instanceof Float32Array ? this.#held : this.#held.dataSync<'float32'>();
    if (!this.#isIn) return {average: held};
    return {average: this.#away ?? tidy(() => this.#flat().dataSync<'float32'>()), weights: held};
  }

  /** Takes what {@link WeightAverage.values} gave; weights go back into the variables. */
  restore({average, weights}: {average: Float32Array; weights?: Float32Array}): void {
    if (weights) tidy(() => this.#assign(tensor1d(weights)));
    this.#hold(() => tensor1d(average));
    this.#isIn = false;
  }

  dispose(): void {
    if (this.#held && !(this.#held instanceof Float32Array)) this.#held.dispose();
    this.#held = undefined;
    this.#away = undefined;
  }

  async #read(): Promise<Float32Array> {
    const flat = tidy(() => this.#flat());
    const numbers = await flat.data<'float32'>();
    flat.dispose();
    return numbers;
  }

  #hold(make: () => Tensor1D): void {
    const held = tidy(() => keep(make()));
    this.dispose();
    this.#held = held;
  }

  #flat(): Tensor1D {
    return concat1d(this.#variables.map((variable) => variable.as1D()));
  }

  #assign(flat: Tensor1D): void {
    const parts = split(
      flat,
      this.#variables.map(({size}) => size),
    );
    for (const [i, variable] of this.#variables.entries()) variable.assign(parts[i]!.reshape(variable.shape));
  }
}

function tensorOf(held: Tensor1D | Float32Array): Tensor1D {
  return held instanceof Float32Array ? tensor1d(held) : held;
}
