import {dispose, tensor2d, tidy, type Callback, type Sequential, type Tensor} from '@tensorflow/tfjs';
import {clipGradients, seededShuffle, type ClippedOptimizer, type TerminateOnNaN} from 'tfjs-callbacks';
import {callbackCalls} from '../calls/callbackCalls.js';
import {make} from '../calls/make.js';
import {optimizerCall} from '../calls/optimizerCall.js';
import {shuffleOptions} from '../calls/shuffleOptions.js';
import {dataOf, type Data} from '../data/dataOf.js';
import type {Settings} from '../settings/Settings.js';
import {onBackend, useBackend} from './backends.js';
import {compiled} from './compiled.js';
import {disposeOptimizer} from './disposeOptimizer.js';
import {functions} from './functions.js';
import {HeldRate} from './HeldRate.js';
import {messageOf} from './messageOf.js';
import {Pause} from './Pause.js';
import {Recorder} from './Recorder.js';
import {tensorsOf} from './tensorsOf.js';
import type {TrainingListener} from './TrainingListener.js';

/** What is on the backend. */
interface Built {
  readonly model: Sequential;
  readonly rate: HeldRate;
  readonly gradients: ClippedOptimizer;
}

/** A model and its training, which can be watched and steered. Several may train at the same time. */
export class Training {
  readonly #settings: Settings;
  readonly #listener: TrainingListener;
  readonly #data: Data;
  readonly #pause = new Pause();
  #building: Promise<Built> | undefined;
  #built: Built | undefined;
  #held: number | undefined;
  #phase: 'ready' | 'training' | 'ended' = 'ready';
  #isStopped = false;
  #isDisposed = false;
  /** What the listener has thrown. */
  #failure: unknown;

  constructor(settings: Settings, listener: TrainingListener) {
    this.#settings = {...settings};
    this.#listener = {
      step: (record) => this.#tell(() => listener.step(record)),
      epoch: (record) => this.#tell(() => listener.epoch(record)),
      ended: (reason) => this.#tell(() => listener.ended(reason)),
    };
    this.#data = dataOf(settings);
  }

  /** How many classes the data have. */
  get numClasses(): number {
    return this.#data.numClasses;
  }

  get state(): 'ready' | 'training' | 'paused' | 'ended' {
    return this.#phase === 'training' && this.#pause.isShut ? 'paused' : this.#phase;
  }

  /** Trains; resolves when the training has ended, for whatever reason, and never rejects. The second time it does nothing. */
  async start(): Promise<void> {
    if (this.#phase !== 'ready') return;
    this.#phase = 'training';
    const {backend} = this.#settings;
    const reason = await onBackend(backend, () => this.#train()).catch(messageOf);
    this.#end(reason);
  }

  /** No update is made until `resume` or `stop`. */
  pause(): void {
    if (this.#phase === 'training' && !this.#isStopped) this.#pause.shut();
  }

  resume(): void {
    this.#pause.open();
  }

  /** Ends the training after the update that is being made. One that has not started ends at once. */
  stop(): void {
    this.#isStopped = true;
    this.#pause.open();
    if (this.#phase === 'ready') this.#end('stopped');
  }

  /** Every update is made with this rate, whatever the schedule says, until undefined gives it back. */
  holdLearningRate(rate: number | undefined): void {
    this.#held = rate;
  }

  /**
   * Class probabilities, row by row, of points (x, y, x, y ...): before the training, in the middle of it and afterwards.
   * Rejects when the backend cannot be had, and when the training is disposed of.
   */
  async predict(points: Float32Array): Promise<Float32Array> {
    const {model} = await this.#onceBuilt();
    if (this.#isDisposed) throw new Error('The training has been disposed of.');
    const rows = points.length / 2;
    const probabilities = tidy(() => model.predict(tensor2d(points, [rows, 2]), {batchSize: rows}) as Tensor);
    try {
      return (await probabilities.data()) as Float32Array;
    } finally {
      probabilities.dispose();
    }
  }

  /** Stops and frees all memory, as soon as the update that is being made has ended. Nothing is told any more. */
  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.stop();
    if (this.#phase === 'ended') this.#free();
  }

  async #train(): Promise<string> {
    const {model, rate, gradients} = await this.#onceBuilt();
    await this.#pause.passed();
    if (this.#isStopped) return 'stopped';
    const {clipping, epochs} = this.#settings;
    const recorder = new Recorder({
      ...{listener: this.#listener, pause: this.#pause, rate, gradients},
      clips: clipping !== 'none',
      isStopped: () => this.#isStopped,
    });
    const callbacks = callbackCalls(this.#settings).map((one) => make(one, functions) as Callback);
    const {training, validation, numClasses} = this.#data;
    const [train, valid] = [tensorsOf(training, numClasses), tensorsOf(validation, numClasses)];
    try {
      await model.fitDataset(seededShuffle(train.x, train.y, shuffleOptions(this.#settings)), {
        epochs,
        validationData: [valid.x, valid.y],
        callbacks: [...callbacks, recorder],
      });
    } finally {
      dispose([train, valid] as never);
      await recorder.tell();
    }
    const terminate = callbacks.at(-1) as TerminateOnNaN;
    if (this.#failure !== undefined) return messageOf(this.#failure);
    if (terminate.stopped) return 'diverged';
    return this.#isStopped ? 'stopped' : 'finished';
  }

  /** A listener that throws ends the training, but not in the middle of tfjs, which would leave tensors behind. */
  #tell(call: () => void): void {
    if (this.#isDisposed) return;
    try {
      call();
    } catch (error) {
      this.#failure ??= error;
      this.#isStopped = true;
    }
  }

  async #onceBuilt(): Promise<Built> {
    return (this.#building ??= this.#build());
  }

  async #build(): Promise<Built> {
    const settings = this.#settings;
    await useBackend(settings.backend);
    const optimizer = make(optimizerCall(settings), functions) as ClippedOptimizer;
    // Above all that float32 can hold but infinity: it tells the norms, and leaves the gradients alone.
    const gradients =
      settings.clipping === 'none' ? clipGradients(optimizer, {globalNorm: 3.4e38}) : optimizer;
    const rate = new HeldRate(gradients, () => this.#held);
    const model = compiled(settings, this.#data.numClasses, rate);
    const built = {model, rate, gradients};
    this.#built = built;
    if (this.#isDisposed && this.#phase === 'ended') this.#free();
    return built;
  }

  #end(reason: string): void {
    this.#phase = 'ended';
    this.#pause.open();
    if (this.#isDisposed) this.#free();
    this.#listener.ended(reason);
  }

  #free(): void {
    if (!this.#built) return;
    this.#built.model.dispose();
    disposeOptimizer(this.#built.rate);
    this.#built = undefined;
  }
}
