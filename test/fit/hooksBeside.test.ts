import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  combine,
  constant,
  learningRateMonitor,
  learningRateScheduler,
  reduceLROnPlateau,
  TrainingCallback,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);
const fitted = {batchSize: 4, shuffle: false, verbose: 0};

describe('what is trainable, changed from a hook beside our callbacks,', () => {
  beforeEach(() => void jest.spyOn(console, 'warn').mockImplementation(() => {}));
  afterEach(() => void jest.restoreAllMocks());

  it('is obeyed from then on, and our callbacks go on as they would', async () => {
    const seeded = (seed: number) => tf.initializers.glorotUniform({seed});
    const first = tf.layers.dense({units: 2, inputShape: [2], kernelInitializer: seeded(1)});
    const second = tf.layers.dense({units: 1, kernelInitializer: seeded(2)});
    const model = tf.sequential({layers: [first, second]});
    model.compile({optimizer: tf.train.momentum(0.1, 0.5), loss: 'meanSquaredError'});
    const kernels: number[][][] = [];
    const monitor = learningRateMonitor();
    const {history} = await model.fit(x, y, {
      ...{...fitted, epochs: 4},
      callbacks: combine([
        learningRateScheduler((epoch) => 0.1 / (epoch + 1)),
        reduceLROnPlateau({monitor: 'loss'}),
        monitor,
        {
          onEpochBegin: (epoch: number) => {
            if (epoch === 2) second.trainable = false;
            kernels.push([first, second].map((layer) => [...layer.getWeights()[0]!.dataSync()]));
          },
        },
      ]),
    });
    const end = [first, second].map((layer) => [...layer.getWeights()[0]!.dataSync()]);
    expect(kernels[2]![1]).not.toEqual(kernels[1]![1]);
    expect(end[1]).toEqual(kernels[2]![1]);
    expect(end[0]).not.toEqual(kernels[3]![0]);
    expect(kernels[3]![0]).not.toEqual(kernels[2]![0]);
    expect(history['learning_rate']).toEqual([0.1, 0.1 / 2, 0.1 / 3, 0.1 / 4]);
    expect(monitor.steps.index).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('the params of a callback of the user’s own', () => {
  class Params extends TrainingCallback {
    constructor() {
      super('Params');
    }
    get seen() {
      return this.params;
    }
  }

  const seenIn = async (args: tf.ModelFitArgs) => {
    const own = new Params();
    await tinyModel().fit(x, y, {
      ...fitted,
      epochs: 2,
      ...args,
      callbacks: [reduceLROnPlateau({monitor: 'loss'}), own],
    });
    return own.seen;
  };

  it('are those of the fit without validation', async () => {
    expect(await seenIn({})).toMatchObject({
      ...{epochs: 2, initialEpoch: 0, samples: 8, batchSize: 4},
      metrics: ['loss', 'mae'],
    });
  });

  it.each([
    ['validationData', {validationData: [x, y] as [tf.Tensor, tf.Tensor]}, 8],
    ['validationSplit', {validationSplit: 0.25}, 6],
  ])('have the metrics of %s, and the samples that train', async (_name, args, samples) => {
    expect(await seenIn(args)).toMatchObject({
      ...{epochs: 2, initialEpoch: 0, samples, batchSize: 4},
      metrics: ['loss', 'mae', 'val_loss', 'val_mae'],
    });
  });
});

describe('the learning rate', () => {
  /** How often the rate of the optimizer is read and written in a fit of two epochs of two steps. */
  async function accesses(...callbacks: tf.Callback[]): Promise<{reads: number; writes: number}> {
    const optimizer = tf.train.adam(0.1) as unknown as tf.Optimizer & {learningRate: number};
    const model = tinyModel(optimizer);
    await model.fit(x, y, {...fitted, epochs: 1});
    const count = {reads: 0, writes: 0};
    let rate = 0.1;
    Object.defineProperty(optimizer, 'learningRate', {
      configurable: true,
      get: () => ((count.reads += 1), rate),
      set: (value: number) => {
        count.writes += 1;
        rate = value;
      },
    });
    await model.fit(x, y, {...fitted, epochs: 2, callbacks});
    return count;
  }

  it('is read by the monitor once before training and once after each update, and never written', async () => {
    const bare = await accesses();
    expect(bare.writes).toBe(0);
    const {reads, writes} = await accesses(learningRateMonitor());
    expect({reads: reads - bare.reads, writes}).toEqual({reads: 1 + 4, writes: 0});
  });

  it('is read by a plateau once an epoch, and not written before a reduction', async () => {
    const bare = await accesses();
    const {reads, writes} = await accesses(reduceLROnPlateau({monitor: 'loss'}));
    expect({reads: reads - bare.reads, writes}).toEqual({reads: 2, writes: 0});
    expect((await accesses(reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 1e9}))).writes).toBe(1);
  });

  it.each([
    ['step', 4],
    ['epoch', 2],
  ] as const)('is written by a scheduler by %s %d times', async (by, times) => {
    const {writes} = await accesses(learningRateScheduler({schedule: constant(0.05), by}));
    expect(writes).toBe(times);
  });
});
