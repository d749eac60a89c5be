import {dispose, type Optimizer} from '@tensorflow/tfjs';
import {findLearningRate} from 'tfjs-callbacks';
import {make} from '../calls/make.js';
import {optimizerCall} from '../calls/optimizerCall.js';
import {shuffleOptions} from '../calls/shuffleOptions.js';
import {dataOf} from '../data/dataOf.js';
import type {Settings} from '../settings/Settings.js';
import {onBackend} from './backends.js';
import {compiled} from './compiled.js';
import {disposeOptimizer} from './disposeOptimizer.js';
import {functions} from './functions.js';
import {messageOf} from './messageOf.js';
import {suggested, type RateSuggestion} from './suggested.js';
import {tensorsOf} from './tensorsOf.js';

/** A loss of the range test. */
export interface RatePoint {
  readonly learningRate: number;
  readonly loss: number;
  readonly smoothedLoss: number;
}

/** Is told how a range test goes. */
export interface RateTestListener {
  point(point: RatePoint): void;
  /** Comes once, before `ended`, unless something went wrong. */
  suggestions(suggestions: readonly RateSuggestion[]): void;
  /** Comes once, last: 'finished' or 'stopped', or else a line that says what went wrong. */
  ended(reason: string): void;
}

/** A learning-rate range test of the model of the settings, on their data. */
export class RateTest {
  readonly #settings: Settings;
  readonly #listener: RateTestListener;
  readonly #abort = new AbortController();

  constructor(settings: Settings, listener: RateTestListener) {
    this.#settings = {...settings};
    this.#listener = listener;
  }

  /** Resolves when the test has ended, for whatever reason, and never rejects. All memory is free then. */
  async start(): Promise<void> {
    const {backend} = this.#settings;
    const reason = await onBackend(backend, () => this.#test()).catch(messageOf);
    this.#listener.ended(reason);
  }

  /** Ends the test; what there is until then is judged. */
  stop(): void {
    this.#abort.abort();
  }

  async #test(): Promise<string> {
    const settings = this.#settings;
    const {signal} = this.#abort;
    const {training, numClasses} = dataOf(settings);
    const {x, y} = tensorsOf(training, numClasses);
    const model = compiled(settings, numClasses, make(optimizerCall(settings), functions) as Optimizer);
    try {
      const result = await findLearningRate(model, x, y, {
        ...shuffleOptions(settings),
        signal,
        onProgress: ({learningRate, loss, smoothedLoss}) =>
          this.#listener.point({learningRate, loss, smoothedLoss}),
      });
      this.#listener.suggestions(suggested(result));
      return signal.aborted ? 'stopped' : 'finished';
    } finally {
      disposeOptimizer(model.optimizer);
      model.dispose();
      dispose([x, y]);
    }
  }
}
