import {afterAll, beforeAll, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {seededShuffle} from 'tfjs-callbacks';
import {callbackCalls} from '../../../../examples/playground/calls/callbackCalls';
import {make} from '../../../../examples/playground/calls/make';
import {modelCall} from '../../../../examples/playground/calls/modelCall';
import {optimizerCall} from '../../../../examples/playground/calls/optimizerCall';
import {shuffleOptions} from '../../../../examples/playground/calls/shuffleOptions';
import {dataOf} from '../../../../examples/playground/data/dataOf';
import {scheduleOf} from '../../../../examples/playground/schedules/scheduleOf';
import {choices} from '../../../../examples/playground/settings/choices';
import type {Settings} from '../../../../examples/playground/settings/Settings';
import {functions} from '../../../../examples/playground/training/functions';
import {tensorsOf} from '../../../../examples/playground/training/tensorsOf';
import {small, toldBy, watched} from '../small';

const schedules = Object.keys(choices.schedule.values) as Settings['schedule'][];
const optimizers = Object.keys(choices.optimizer.values) as Settings['optimizer'][];

/** Lets everything that can go on go on. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 20));

beforeAll(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => {});
});

afterAll(() => {
  jest.restoreAllMocks();
});

describe('Training', () => {
  it('tells of each update, each epoch and its end', async () => {
    const {steps, epochs, reasons} = await toldBy();
    expect(steps.map(({step}) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(epochs.map(({epoch, step}) => [epoch, step])).toEqual([
      [1, 3],
      [2, 6],
      [3, 9],
    ]);
    expect(reasons).toEqual(['finished']);
    for (const numbers of [...steps, ...epochs]) {
      expect(
        Object.values(numbers).filter((one) => typeof one === 'number' && !Number.isFinite(one)),
      ).toEqual([]);
    }
    expect(epochs.at(-1)!.loss).toBeLessThan(epochs[0]!.loss);
  });

  it('is the same to the last bit each time', async () => {
    expect(await toldBy({clipping: 'norm'})).toEqual(await toldBy({clipping: 'norm'}));
  });

  it.each(schedules)('makes its updates with the rates of the preview: %s', async (schedule) => {
    const {steps} = await toldBy({schedule, epochs: 5});
    const rate = scheduleOf({...small, schedule, epochs: 5});
    expect(steps.map(({learningRate}) => learningRate)).toEqual(steps.map(({step}) => rate(step - 1)));
    expect(steps).toHaveLength(15);
  });

  it.each(optimizers)(
    'trains with %s as without anybody who watches, and leaves no tensor',
    async (optimizer) => {
      const settings: Settings = {...small, optimizer, schedule: 'oneCycle'};
      const before = tf.memory().numTensors;
      const {epochs, reasons} = await toldBy(settings);
      expect(reasons).toEqual(['finished']);
      expect(tf.memory().numTensors).toBe(before);
      expect(epochs.map(({loss, valLoss}) => [loss, valLoss])).toEqual(await lossesWithout(settings));
    },
  );

  describe('of a held rate', () => {
    const plateau: Partial<Settings> = {
      schedule: 'cosine',
      plateau: true,
      patience: 1,
      factor: 0.5,
      epochs: 4,
    };
    // So that no epoch is better than the one before.
    const stuck: Partial<Settings> = {...plateau, optimizer: 'sgd', learningRate: 1e-5};

    it('makes every update until it is given back, and then goes on where the schedule would be', async () => {
      const {steps} = await toldBy({schedule: 'cosine'}, ({step}, training) => {
        if (step === 2) training.holdLearningRate(0.5);
        if (step === 5) training.holdLearningRate(undefined);
      });
      const rate = scheduleOf({...small, schedule: 'cosine'});
      const expected = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((step) => (step >= 2 && step < 5 ? 0.5 : rate(step)));
      expect(steps.map(({learningRate}) => learningRate)).toEqual(expected);
    });

    it('is what the weights move by', async () => {
      const held = await toldBy({schedule: 'constant', learningRate: 0.3}, ({step}, training) => {
        if (step === 1) training.holdLearningRate(0.01);
      });
      const other = await toldBy({schedule: 'constant', learningRate: 0.3});
      expect(held.steps[1]).toEqual({...other.steps[1]!, learningRate: 0.01});
      expect(held.steps[2]!.loss).not.toBe(other.steps[2]!.loss);
    });

    it('stays what it is at the end of an epoch, and the rate of a constant schedule comes back', async () => {
      const {steps, epochs} = await toldBy({schedule: 'constant'}, ({step}, training) => {
        if (step === 3) training.holdLearningRate(0);
        if (step === 6) training.holdLearningRate(undefined);
      });
      expect(epochs.map(({learningRate}) => learningRate)).toEqual([0.01, 0, 0.01]);
      expect(steps[7]!.learningRate).toBe(0.01);
    });

    it('keeps what the plateau rule has taken off', async () => {
      const alone = await toldBy(stuck);
      const {steps} = await toldBy(stuck, ({step}, training) => {
        if (step === 7) training.holdLearningRate(2e-5);
        if (step === 8) training.holdLearningRate(undefined);
      });
      const rates = alone.steps.map(({learningRate}) => learningRate);
      expect(steps.map(({learningRate}) => learningRate)).toEqual(
        rates.map((rate, i) => (i === 7 ? 2e-5 : rate)),
      );
      const schedule = scheduleOf({...small, ...stuck});
      expect(rates[11]).toBeLessThan(schedule(11) / 2);
    });

    it('may be held before the start', async () => {
      const {training, told} = watched();
      training.holdLearningRate(0.123);
      await training.start();
      training.dispose();
      expect(new Set(told.steps.map(({learningRate}) => learningRate))).toEqual(new Set([0.123]));
    });
  });

  describe('in a pause', () => {
    it('makes no update until it is resumed', async () => {
      const {training, told} = watched({}, ({step}, one) => {
        if (step === 2) one.pause();
      });
      const ended = training.start();
      await aWhile();
      expect(training.state).toBe('paused');
      expect(told.steps).toHaveLength(2);
      const [before, between] = [await training.predict(corner), await (aWhile(), training.predict(corner))];
      expect(between).toEqual(before);

      training.resume();
      expect(training.state).toBe('training');
      await ended;
      training.dispose();
      expect(told).toEqual(await toldBy());
    });

    it('can be stopped, and makes no other update', async () => {
      const {training, told} = watched({}, ({step}, one) => {
        if (step === 4) one.pause();
      });
      const ended = training.start();
      await aWhile();
      training.stop();
      await ended;
      training.dispose();
      expect(told.steps).toHaveLength(4);
      expect(told.reasons).toEqual(['stopped']);
    });

    it('can begin before the first update, and at the end of an epoch', async () => {
      const {training, told} = watched();
      const ended = training.start();
      training.pause();
      await aWhile();
      expect([training.state, told.steps.length]).toEqual(['paused', 0]);
      training.stop();
      await ended;
      training.dispose();
      expect(told).toEqual({steps: [], epochs: [], reasons: ['stopped']});
    });
  });

  it('can be stopped in the middle of an epoch', async () => {
    const {steps, epochs, reasons} = await toldBy({}, ({step}, training) => {
      if (step === 5) training.stop();
    });
    expect([steps.length, epochs.length, reasons]).toEqual([5, 1, ['stopped']]);
  });

  it('ends at once when it is stopped before it starts, and does not start then', async () => {
    const {training, told} = watched();
    expect(training.state).toBe('ready');
    training.stop();
    await training.start();
    expect(training.state).toBe('ended');
    expect(told).toEqual({steps: [], epochs: [], reasons: ['stopped']});
  });

  it('says when it diverges', async () => {
    const settings: Partial<Settings> = {
      optimizer: 'sgd',
      learningRate: 10,
      schedule: 'constant',
      epochs: 40,
    };
    const {training, told} = watched({...settings, layers: 4, width: 16});
    training.holdLearningRate(1e10);
    await training.start();
    training.dispose();
    expect(told.reasons).toEqual(['diverged']);
    expect(told.steps.at(-1)!.loss).toBe(NaN);
    expect(told.steps.length).toBeLessThan(20);
  });

  it('tells what went wrong, in one line', async () => {
    const before = tf.memory().numTensors;
    const {reasons} = await toldBy({}, () => {
      throw new Error('the chart is full\nof lines');
    });
    expect(reasons).toEqual(['the chart is full']);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('tells when a backend cannot be had', async () => {
    const {reasons} = await toldBy({backend: 'webgl'});
    expect(reasons).toEqual(['WebGL cannot be had in this browser; choose another backend.']);
    expect(tf.getBackend()).toBe('cpu');
  });

  describe('says how large the gradients were', () => {
    it('without clipping', async () => {
      const {steps} = await toldBy({clipping: 'none'});
      expect(steps.map(({clipped}) => clipped)).toEqual(steps.map(() => false));
      expect(Math.min(...steps.map(({gradientNorm}) => gradientNorm))).toBeGreaterThan(0);
    });

    it.each(['value', 'norm', 'globalNorm', 'adaptive'] as const)(
      'and which of them were clipped by %s',
      async (clipping) => {
        const {steps: free} = await toldBy({clipping, threshold: 1e4});
        expect(free.filter(({clipped}) => clipped)).toEqual([]);
        const {steps: all} = await toldBy({clipping, threshold: 0.001});
        expect(all.filter(({clipped}) => !clipped)).toEqual([]);
      },
    );

    it('one by one', async () => {
      const {steps} = await toldBy({clipping: 'globalNorm', threshold: 0.35});
      expect(steps.map(({clipped}) => clipped)).toEqual(
        steps.map(({gradientNorm}) => gradientNorm > Math.fround(0.35)),
      );
      expect(new Set(steps.map(({clipped}) => clipped)).size).toBe(2);
    });
  });

  describe('predict', () => {
    it('gives class probabilities before the start and in the middle', async () => {
      const {training} = watched({data: 'blobs'});
      const before = await training.predict(corner);
      expect(before).toHaveLength(2 * training.numClasses);
      expect(before[0]! + before[1]! + before[2]!).toBeCloseTo(1, 6);
      const ended = training.start();
      const between = training.predict(corner);
      await ended;
      const after = await training.predict(corner);
      expect(await between).toHaveLength(6);
      expect(after).not.toEqual(before);
      training.dispose();
      await expect(training.predict(corner)).rejects.toThrow('The training has been disposed of.');
    });
  });

  describe('dispose', () => {
    it.each(['ready', 'predicted', 'building', 'training', 'paused', 'ended'])(
      'frees all when it is %s, and ends what is told',
      async (when) => {
        const before = tf.memory().numTensors;
        const {training, told} = watched({}, ({step}, one) => {
          if (step !== 2) return;
          if (when === 'training') one.dispose();
          if (when === 'paused') one.pause();
        });
        if (when === 'predicted') await training.predict(corner);
        const ended = ['ready', 'predicted'].includes(when) ? undefined : training.start();
        if (when === 'paused') await aWhile();
        if (when === 'ended') await ended;
        training.dispose();
        training.dispose();
        await ended;
        expect(tf.memory().numTensors).toBe(before);
        expect(training.state).toBe('ended');
        expect(told.reasons).toEqual(when === 'ended' ? ['finished'] : []);
      },
    );

    it('frees what is built meanwhile', async () => {
      const before = tf.memory().numTensors;
      const {training} = watched();
      const predicted = training.predict(corner);
      training.dispose();
      await expect(predicted).rejects.toThrow('The training has been disposed of.');
      expect(tf.memory().numTensors).toBe(before);
    });
  });

  it('runs beside another one as it does alone', async () => {
    const settings: Partial<Settings>[] = [
      {clipping: 'adaptive', threshold: 0.01, schedule: 'oneCycle', epochs: 4},
      {optimizer: 'momentum', seed: 2, layers: 2, plateau: true, patience: 1},
    ];
    const alone = [await toldBy(settings[0]), await toldBy(settings[1])];
    const order: number[] = [];
    const before = tf.memory().numTensors;
    const beside = await Promise.all(settings.map((one, i) => toldBy(one, () => order.push(i))));
    expect(beside).toEqual(alone);
    expect(tf.memory().numTensors).toBe(before);
    // In turns, not one after the other.
    expect(order.slice(0, 6).filter((i) => i === 1).length).toBeGreaterThan(1);
  });
});

const corner = Float32Array.of(1, 1, -1, -1);

/** The losses of each epoch and of its validation, of a fit with no more than the settings say. */
async function lossesWithout(settings: Settings): Promise<number[][]> {
  const {training, validation, numClasses} = dataOf(settings);
  const [train, valid] = [tensorsOf(training, numClasses), tensorsOf(validation, numClasses)];
  const model = make(modelCall(settings, numClasses), functions) as tf.Sequential;
  const optimizer = make(optimizerCall(settings), functions) as tf.Optimizer;
  model.compile({optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy']});
  const {history} = await model.fitDataset(seededShuffle(train.x, train.y, shuffleOptions(settings)), {
    epochs: settings.epochs,
    validationData: [valid.x, valid.y],
    callbacks: callbackCalls(settings).map((one) => make(one, functions) as tf.Callback),
  });
  tf.dispose([train, valid] as never);
  return history['loss']!.map((loss, i) => [loss as number, history['val_loss']![i] as number]);
}
