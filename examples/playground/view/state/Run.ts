import type {Settings} from '../../settings/Settings.js';
import type * as TrainingPart from '../../training/index.js';
import type {EpochRecord} from '../../training/TrainingListener.js';
import {notLoaded} from './notLoaded.js';
import {Records} from './Records.js';
import type {RunName} from './State.js';

export type RunState = 'ready' | 'loading' | 'training' | 'paused' | 'ended';

export interface RunListener {
  /** There is more to draw. */
  changed(): void;
  epoch(run: Run, record: EpochRecord): void;
  ended(run: Run, reason: string): void;
}

/** One of the two trainings that the page can show: what it was started with, how it goes, what it has told. */
export class Run {
  readonly name: RunName;
  readonly #listener: RunListener;
  #training: TrainingPart.Training | undefined;
  #run = this.#fresh();

  constructor(name: RunName, listener: RunListener) {
    this.name = name;
    this.#listener = listener;
  }

  #fresh(state: RunState = 'ready', settings?: Settings) {
    const reason: string | undefined = undefined;
    const held: number | undefined = undefined;
    return {records: new Records(), state, settings, reason, held} as {
      records: Records;
      state: RunState;
      settings: Settings | undefined;
      reason: string | undefined;
      held: number | undefined;
    };
  }

  get state(): RunState {
    return this.#run.state;
  }

  get records(): Records {
    return this.#run.records;
  }

  /** What it was started with. */
  get settings(): Settings | undefined {
    return this.#run.settings;
  }

  /** Why it ended: 'finished', 'stopped', 'diverged' or what went wrong. */
  get reason(): string | undefined {
    return this.#run.reason;
  }

  /** The rate set by hand. */
  get held(): number | undefined {
    return this.#run.held;
  }

  get isActive(): boolean {
    return ['loading', 'training', 'paused'].includes(this.state);
  }

  async start(settings: Settings, part: Promise<typeof TrainingPart>): Promise<void> {
    this.reset();
    const run = this.#fresh('loading', settings);
    this.#run = run;
    this.#listener.changed();
    const ended = (reason: string) => {
      run.state = 'ended';
      run.reason = reason;
      run.held = undefined;
      if (this.#run === run) this.#listener.ended(this, reason);
    };
    const loaded = await part.catch(() => undefined);
    // Reset while tfjs was loading.
    if (this.#run !== run) return;
    if (!loaded) {
      ended(notLoaded);
      return;
    }
    const training = new loaded.Training(settings, {
      step: (record) => {
        run.records.addStep(record);
        if (this.#run === run) this.#listener.changed();
      },
      epoch: (record) => {
        run.records.addEpoch(record);
        if (this.#run === run) this.#listener.epoch(this, record);
      },
      ended,
    });
    training.holdLearningRate(run.held);
    this.#training = training;
    run.state = 'training';
    this.#listener.changed();
    await training.start();
  }

  pause(): void {
    if (this.state !== 'training') return;
    this.#training?.pause();
    this.#run.state = 'paused';
    this.#listener.changed();
  }

  resume(): void {
    if (this.state !== 'paused') return;
    this.#run.state = 'training';
    this.#training?.resume();
    this.#listener.changed();
  }

  /** Sets the rate by hand, or gives it back. */
  hold(rate: number | undefined): void {
    if (!this.isActive) return;
    this.#training?.holdLearningRate(rate);
    this.#run.held = rate;
    this.#listener.changed();
  }

  reset(): void {
    this.#training?.dispose();
    this.#training = undefined;
    this.#run = this.#fresh();
    this.#listener.changed();
  }

  /** Probabilities of the classes; undefined where there is no network. */
  async predict(points: Float32Array): Promise<Float32Array | undefined> {
    return this.#training?.predict(points).catch(() => undefined);
  }
}
