import {concat1d, keep, split, tensor1d, tidy, type Tensor1D, type Variable} from '@tensorflow/tfjs';

/** A tensor, or its numbers when it is put away. */
type Flat = Tensor1D | Float32Array;

/**
 * The average of some variables, which can be lent to them.
 *
 * It is one vector, so that an update takes the same four kernels for any number of variables.
 */
export class WeightAverage {
  readonly #variables: readonly Variable[];
  #average: Flat | undefined;
  /** While the variables have the average: what is their own. */
  #own: Flat | undefined;

  constructor(variables: readonly Variable[]) {
    this.#variables = variables;
  }

  get size(): number {
    return this.#variables.reduce((sum, {size}) => sum + size, 0);
  }

  /** Moves it towards the variables by a share of the way. */
  add(share: number): void {
    const before = this.#average;
    this.#average = kept(() => {
      const weights = this.#flat();
      // With a share of 1 it is a copy, to the last bit.
      return share === 1
        ? weights
        : tensorOf(before!)
            .mul(1 - share)
            .add(weights.mul(share));
    });
    free(before);
  }

  /** Gives the variables its values, if there is an average. */
  overwrite(): void {
    this.#assign(this.#average);
  }

  /** Gives them its values while a function runs, and then what they had, also when that throws. */
  async during<Result>(run: () => Result | Promise<Result>): Promise<Result> {
    const before = this.#average && kept(() => this.#flat());
    try {
      this.overwrite();
      return await run();
    } finally {
      this.#assign(before);
      free(before);
    }
  }

  /** Gives the variables its values until they get back their own. */
  lend(): void {
    if (!this.#average || this.#own) return;
    this.#own = kept(() => this.#flat());
    this.overwrite();
  }

  giveBack(): void {
    this.#assign(this.#own);
    free(this.#own);
    this.#own = undefined;
  }

  /** Keeps its numbers, and those lent out for, without a tensor. */
  async putAway(): Promise<void> {
    this.#average = await read(this.#average);
    this.#own = await read(this.#own);
  }

  /** Its numbers and, while it is lent, those of the variables' own. */
  values(): readonly (Float32Array | undefined)[] {
    return [this.#average, this.#own].map((flat) => (isTensor(flat) ? flat.dataSync<'float32'>() : flat));
  }

  /** Takes what {@link WeightAverage.values} gave; what is the variables' own goes back to them. */
  restore(average: Float32Array | undefined, own: Float32Array | undefined): void {
    this.#assign(own);
    this.#average = average;
  }

  dispose(): void {
    free(this.#average);
    free(this.#own);
    this.#average = this.#own = undefined;
  }

  #flat(): Tensor1D {
    return concat1d(this.#variables.map((variable) => variable.as1D()));
  }

  #assign(flat: Flat | undefined): void {
    if (!flat) return;
    tidy(() => {
      const parts = split(
        tensorOf(flat),
        this.#variables.map(({size}) => size),
      );
      for (const [i, variable] of this.#variables.entries()) {
        variable.assign(parts[i]!.reshape(variable.shape));
      }
    });
  }
}

const isTensor = (flat: Flat | undefined): flat is Tensor1D => !!flat && !(flat instanceof Float32Array);

const kept = (make: () => Tensor1D): Tensor1D => tidy(() => keep(make()));

const tensorOf = (flat: Flat): Tensor1D => (isTensor(flat) ? flat : tensor1d(flat));

async function read(flat: Flat | undefined): Promise<Float32Array | undefined> {
  if (!isTensor(flat)) return flat;
  const numbers = await flat.data<'float32'>();
  flat.dispose();
  return numbers;
}

function free(flat: Flat | undefined): void {
  if (isTensor(flat)) flat.dispose();
}
