import {getBackend, type Scalar} from '@tensorflow/tfjs';
import type {FinderProgress} from './FinderProgress.js';
import {frozen} from './frozen.js';
import type {LearningRateFinderResult} from './LearningRateFinderResult.js';
import {LossReader, patienceOn} from '../internal/LossReader.js';
import {rangeTest, type RangeTest, type RangeTestOptions, type RangeTestRun} from './rangeTest.js';
import {rangeTestResult, type RangeTestResultOptions} from './rangeTestResult.js';

/** What a range test does and sees: the rates it gives, the losses it is given, and when it is over. */
export class Recording {
  readonly steps: number;
  readonly #options: RangeTestOptions;
  /** How often there is a loss. */
  readonly #every: number;
  readonly #test: RangeTest;
  readonly #reader = new LossReader(patienceOn(getBackend()));
  readonly #begun = performance.now();
  readonly #learningRates: number[] = [];
  readonly #losses: number[] = [];
  #run: RangeTestRun | undefined;

  constructor(options: RangeTestOptions, steps: number, every: number) {
    this.steps = steps;
    this.#options = {...options, steps};
    this.#every = every;
    this.#test = rangeTest(this.#options);
  }

  rate(step: number): number {
    return this.#test.rate(step);
  }

  /** Whether there is a loss after that step. */
  wants(step: number): boolean {
    return (step + 1) % this.#every === 0;
  }

  /** The loss after a step. It is read when that costs nothing. */
  add(step: number, loss: number | Scalar): void {
    this.#learningRates.push(this.rate(step));
    this.#reader.add(loss);
  }

  /** Takes the losses that are there, in order; those behind the end of the test are only waited for. */
  async read(report: (progress: FinderProgress) => void, all = false): Promise<void> {
    for (let next = this.#reader.next(all); next; next = this.#reader.next(all)) {
      const loss = await next;
      if (!this.isOver) report(this.#take(loss));
    }
  }

  /** Whether a loss has ended the test. */
  get isOver(): boolean {
    return this.#run?.verdict.stopReason !== undefined;
  }

  result(stopReason: RangeTestResultOptions['stopReason'] & string): LearningRateFinderResult {
    const learningRates = this.#learningRates.slice(0, this.#losses.length);
    const steps = Math.max(Math.ceil(this.steps / this.#every), 2);
    const result = rangeTestResult(learningRates, this.#losses, {...this.#options, steps, stopReason});
    // There it is the number of the loss.
    const {stopStep} = result;
    return frozen({
      ...result,
      stopStep: stopStep === undefined ? undefined : (stopStep + 1) * this.#every - 1,
    });
  }

  #take(loss: number): FinderProgress {
    this.#losses.push(loss);
    this.#run = this.#test.next(this.#run, loss);
    const done = this.#losses.length * this.#every;
    const seconds = (performance.now() - this.#begun) / 1000;
    return {
      ...{step: done - 1, steps: this.steps, learningRate: this.rate(done - 1), loss},
      ...{smoothedLoss: this.#run.smoothed.value, eta: (seconds / done) * (this.steps - done)},
    };
  }
}
