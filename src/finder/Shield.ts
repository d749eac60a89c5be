import type {data, LayersModel, TensorContainer} from '@tensorflow/tfjs';

type Dataset = data.Dataset<TensorContainer>;

/** Keeps errors from breaking a training off, where tfjs would leave tensors of the epoch behind: they end it. */
export class Shield {
  readonly #model: LayersModel;
  #failure: {readonly error: unknown} | undefined;

  constructor(model: LayersModel) {
    this.#model = model;
  }

  /** Throws what was kept away, if anything. */
  rethrow(): void {
    if (this.#failure) throw this.#failure.error;
  }

  /** A data set that is at its end when the other one throws. */
  around(dataset: Dataset): Dataset {
    const end = {value: null, done: true};
    const iterator = async () => {
      const batches = await this.#attempt(async () => dataset.iterator());
      return {next: async () => (batches && (await this.#attempt(async () => batches.next()))) ?? end};
    };
    return {size: dataset.size, iterator} as unknown as Dataset;
  }

  /** A function that returns when the other one throws. */
  beside<Value>(report: (value: Value) => void): (value: Value) => void {
    return (value) => {
      try {
        report(value);
      } catch (error) {
        this.#end(error);
      }
    };
  }

  async #attempt<Result>(run: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await run();
    } catch (error) {
      this.#end(error);
      return undefined;
    }
  }

  #end(error: unknown): void {
    this.#failure ??= {error};
    this.#model.stopTraining = true;
  }
}
