import {getBackend, type Logs, type Scalar} from '@tensorflow/tfjs';
import {TrainingCallback, type ClippedOptimizer} from 'tfjs-callbacks';
import {Frames} from './Frames.js';
import type {HeldRate} from './HeldRate.js';
import type {Pause} from './Pause.js';
import type {TrainingListener} from './TrainingListener.js';

/** What a recorder watches and tells. */
export interface Watched {
  readonly listener: Pick<TrainingListener, 'step' | 'epoch'>;
  readonly pause: Pause;
  readonly rate: HeldRate;
  readonly gradients: ClippedOptimizer;
  /** Whether gradients are clipped at all, or only measured. */
  readonly clips: boolean;
  /** Whether the training is to end. */
  readonly isStopped: () => boolean;
}

/** An update whose numbers may be on their way. */
interface Coming {
  readonly step: number;
  readonly learningRate: number;
  readonly loss: number | Promise<number>;
  readonly gradients: ReturnType<ClippedOptimizer['stats']>;
}

/** Numbers of a graphics card are not waited for until so many later updates have been made. */
const ahead = 8;

/** Tells of each update and each epoch, waits in a pause, and ends the training when it is stopped. Its place is the last. */
export class Recorder extends TrainingCallback {
  readonly #watched: Watched;
  readonly #coming: Coming[] = [];
  readonly #frames = new Frames();
  #steps = 0;
  /** How many updates had been clipped when the last one was told. */
  #clipped = 0;

  constructor(watched: Watched) {
    super('Recorder');
    this.#watched = watched;
  }

  override async onBatchEnd(batch: number, logs: Logs = {}): Promise<void> {
    await super.onBatchEnd(batch, logs);
    const {pause, rate, gradients} = this.#watched;
    this.#steps += 1;
    this.#coming.push({
      step: this.#steps,
      learningRate: rate.last,
      loss: read(logs['loss'] as unknown as Scalar),
      gradients: gradients.stats(1),
    });
    await this.tell(readsLate() && !pause.isShut ? ahead : 0);
    await this.#frames.drawn();
    await this.#steered();
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    await this.tell();
    const names = ['loss', 'acc', 'val_loss', 'val_acc'];
    const metrics = await Promise.all(names.map((name) => this.metric(name, logs)));
    // One that is broken off is none.
    if (metrics.includes(undefined)) return;
    const [loss, accuracy, valLoss, valAccuracy] = metrics as [number, number, number, number];
    const {listener, rate} = this.#watched;
    const place = {epoch: epoch + 1, step: this.#steps, learningRate: rate.last};
    listener.epoch({...place, loss, accuracy, valLoss, valAccuracy});
    await this.#steered();
  }

  /** Waits as long as there is a pause; ends the training when it is stopped. */
  async #steered(): Promise<void> {
    await this.#watched.pause.passed();
    if (this.#watched.isStopped()) this.model.stopTraining = true;
  }

  /** Tells all but the latest updates. */
  async tell(allBut = 0): Promise<void> {
    while (this.#coming.length > allBut) {
      const {step, learningRate, loss, gradients} = this.#coming.shift()!;
      const {last = NaN, clipped} = await gradients;
      const record = {step, learningRate, loss: await loss, gradientNorm: last};
      this.#watched.listener.step({...record, clipped: this.#watched.clips && clipped > this.#clipped});
      this.#clipped = clipped;
    }
  }
}

function readsLate(): boolean {
  return getBackend().startsWith('webg');
}

/** Begins to read; tfjs disposes of the tensor when the hooks have ended. */
function read(loss: Scalar): number | Promise<number> {
  if (!readsLate()) return loss.dataSync()[0]!;
  const copy = loss.clone();
  return copy
    .data()
    .then(([value]) => value!)
    .finally(() => copy.dispose());
}
