import '@tensorflow/tfjs-backend-wasm';
import {
  dispose,
  getBackend,
  initializers,
  layers,
  ones,
  randomNormal,
  sequential,
  setBackend,
  train,
  type Optimizer,
  type Sequential,
  type Tensor,
} from '@tensorflow/tfjs';
import {clipGradients} from 'tfjs-callbacks';
import {interleaved} from './interleaved.js';
import type {Measurement} from './Measurement.js';
import {medianRatio} from './median.js';

/** A dense network with one hidden layer, and how it is trained. */
interface Problem {
  readonly units: readonly [inputs: number, hidden: number, outputs: number];
  readonly batchSize: number;
  readonly batches: number;
  readonly rounds: number;
}

const problems: Readonly<Record<string, Problem>> = {
  '2-50-3': {units: [2, 50, 3], batchSize: 32, batches: 16, rounds: 150},
  'a million weights': {units: [1000, 998, 1], batchSize: 8, batches: 1, rounds: 30},
};
const optimizers: Readonly<Record<string, () => Optimizer>> = {
  sgd: () => train.sgd(0.001),
  adam: () => train.adam(0.001),
};
const thresholds = {
  never: {globalNorm: 1e6, allowed: 0.05},
  'on every step': {globalNorm: 1e-3, allowed: 0.08},
};

/** A network that can be fitted again and again. */
class Training {
  readonly #model: Sequential;
  readonly #data: [x: Tensor, y: Tensor];
  readonly #batchSize: number;

  constructor({units: [inputs, hidden, outputs], batchSize, batches}: Problem, optimizer: Optimizer) {
    // The same for all: what is trained has an influence on how long it takes.
    const kernelInitializer = initializers.glorotUniform({seed: 1});
    this.#model = sequential({
      layers: [
        layers.dense({units: hidden, inputShape: [inputs], activation: 'relu', kernelInitializer}),
        layers.dense({units: outputs, kernelInitializer}),
      ],
    });
    this.#model.compile({optimizer, loss: 'meanSquaredError'});
    const rows = batches * batchSize;
    this.#data = [randomNormal([rows, inputs], 0, 1, 'float32', 1), ones([rows, outputs])];
    this.#batchSize = batchSize;
  }

  async epochs(epochs: number): Promise<void> {
    await this.#model.fit(...this.#data, {epochs, batchSize: this.#batchSize, verbose: 0});
  }

  dispose(): void {
    this.#model.dispose();
    this.#model.optimizer.dispose();
    dispose(this.#data);
  }
}

async function on<Result>(backend: string, act: () => Promise<Result>): Promise<Result> {
  const before = getBackend();
  await setBackend(backend);
  try {
    return await act();
  } finally {
    await setBackend(before);
  }
}

/** A step with clipping by the global norm by a step without, and beside it a step without by another without. */
function clippingRatio(
  backend: string,
  optimizer: string,
  problem: string,
  acts: keyof typeof thresholds,
): Measurement {
  const {globalNorm, allowed} = thresholds[acts];
  const bare = optimizers[optimizer]!;
  return {
    name: `clipping ${acts}, ${problem}, ${optimizer}, ${backend}`,
    unit: '× bare step',
    measure: () =>
      on(backend, async () => {
        const trainings = {
          bare: new Training(problems[problem]!, bare()),
          control: new Training(problems[problem]!, bare()),
          clipped: new Training(problems[problem]!, clipGradients(bare(), {globalNorm})),
        };
        const times = await interleaved(problems[problem]!.rounds, {
          bare: () => trainings.bare.epochs(1),
          control: () => trainings.control.epochs(1),
          clipped: () => trainings.clipped.epochs(1),
        });
        for (const training of Object.values(trainings)) training.dispose();
        const control = medianRatio(times.control, times.bare);
        return {
          measured: medianRatio(times.clipped, times.bare),
          atMost: control + allowed,
          beside: {'bare by bare': control},
        };
      }),
  };
}

export const clippingRatios: Measurement[] = ['cpu', 'wasm'].flatMap((backend) =>
  Object.keys(optimizers).flatMap((optimizer) =>
    Object.keys(problems).flatMap((problem) =>
      (['never', 'on every step'] as const).map((acts) => clippingRatio(backend, optimizer, problem, acts)),
    ),
  ),
);
