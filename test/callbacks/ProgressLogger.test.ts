import {afterEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  combine,
  learningRateScheduler,
  progressLogger,
  type ProgressLoggerOptions,
  type TrainingProgress,
} from 'tfjs-callbacks';
import {progressText} from '../../src/callbacks/progressText';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);

afterEach(() => {
  jest.restoreAllMocks();
});

const fit = (callbacks: unknown, args: Partial<tf.ModelFitArgs> = {}, model = tinyModel()) =>
  model.fit(x, y, {
    ...{epochs: 2, batchSize: 2, shuffle: false, verbose: 0, ...args},
    callbacks: callbacks as tf.Callback[],
  });

/** A clock that goes on by so much with every update. */
function stepClock(milliseconds: number) {
  let time = 5000;
  const tick = new tf.CustomCallback({
    onBatchBegin: () => {
      time += milliseconds;
    },
  });
  return {now: () => time, tick};
}

/** The lines of a fit on that clock. */
async function lines(milliseconds: number, args?: Partial<tf.ModelFitArgs>, options?: ProgressLoggerOptions) {
  const written: string[] = [];
  const {now, tick} = stepClock(milliseconds);
  const logger = progressLogger({write: (line) => written.push(line), now, ...options});
  const {history} = await fit([tick, logger], args);
  return {written, history: history as Record<string, number[]>};
}

/** The reports of a fit on that clock. */
async function reports(
  milliseconds: number,
  args?: Partial<tf.ModelFitArgs>,
  options?: ProgressLoggerOptions,
) {
  const seen: TrainingProgress[] = [];
  const {now, tick} = stepClock(milliseconds);
  const logger = progressLogger({onProgress: (progress) => seen.push(progress), now, ...options});
  const {history} = await fit([tick, logger], args);
  return {seen, history: history as Record<string, number[]>};
}

describe('progressLogger writes', () => {
  it('a line for each epoch, with metrics, rate and times', async () => {
    const {written, history} = await lines(4000, {epochs: 3, validationData: [x, y]});
    const metrics = (epoch: number) =>
      ['loss', 'mae', 'val_loss', 'val_mae']
        .map((key) => `${key} ${Number(history[key]![epoch]!.toPrecision(4))}`)
        .join(', ');
    expect(written).toEqual([
      `Epoch 1/3: ${metrics(0)}, learning_rate 0.1; 16 s, 32 s left`,
      `Epoch 2/3: ${metrics(1)}, learning_rate 0.1; 32 s, 16 s left`,
      `Epoch 3/3: ${metrics(2)}, learning_rate 0.1; 48 s`,
    ]);
  });

  it('what its documentation shows', () => {
    const progress = {
      ...{epoch: 2, epochs: 50, step: 100, steps: 100, finished: true, learningRate: 1e-4},
      logs: {val_loss: 0.2105, loss: 0.1234},
    };
    const times = {elapsed: 12_000, remaining: (12_000 / 3) * 47};
    expect(progressText({...progress, ...times}, 4)).toBe(
      'Epoch 3/50: loss 0.1234, val_loss 0.2105, learning_rate 1e-4; 12 s, 3:08 left',
    );
  });

  it('to the console, unless the progress is handed on', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    await fit(progressLogger(), {epochs: 1});
    expect(log.mock.calls).toEqual([
      [expect.stringMatching(/^Epoch 1\/1: loss [\d.]+, mae [\d.]+, learning_rate 0\.1; [\d.]+ s$/)],
    ]);
    await fit(progressLogger({onProgress() {}}), {epochs: 1});
    expect(log).toHaveBeenCalledTimes(1);
  });

  it('as many digits as it is told', async () => {
    const {written, history} = await lines(0, {epochs: 1}, {digits: 2});
    expect(written[0]).toContain(`loss ${history['loss']![0]!.toPrecision(2)},`);
  });

  it('the rate that the epoch was trained with', async () => {
    const written: string[] = [];
    const schedule = learningRateScheduler((epoch) => 10 ** -(epoch + 2));
    await fit([schedule, progressLogger({write: (line) => written.push(line)})], {epochs: 3});
    expect(written.map((line) => /learning_rate [^;]+/.exec(line)![0])).toEqual([
      'learning_rate 0.01',
      'learning_rate 0.001',
      'learning_rate 1e-4',
    ]);
  });

  it('no rate of an optimizer that shows none', async () => {
    const model = tinyModel();
    const {optimizer} = model;
    const bare = {
      minimize: optimizer.minimize.bind(optimizer),
      getClassName: () => 'Bare',
      dispose() {},
    } as unknown as tf.Optimizer;
    (model as unknown as {model: {optimizer_: tf.Optimizer}}).model.optimizer_ = bare;
    const written: string[] = [];
    await fit(progressLogger({write: (line) => written.push(line)}), {epochs: 1}, model);
    expect(written[0]).toMatch(/^Epoch 1\/1: loss [\d.]+, mae [\d.]+; /);
  });

  it('nothing of a rest of the training after it was stopped', async () => {
    const written: string[] = [];
    const model = tinyModel();
    const {now, tick} = stepClock(1000);
    const stop = new tf.CustomCallback({onEpochEnd: () => void (model.stopTraining = true)});
    await fit([tick, stop, progressLogger({write: (line) => written.push(line), now})], {epochs: 9}, model);
    expect(written).toEqual([expect.stringMatching(/^Epoch 1\/9: .*; 4 s$/)]);
  });
});

describe('progressLogger hands on', () => {
  it('plain data of updates and epochs', async () => {
    const {seen, history} = await reports(
      1000,
      {epochs: 1, batchSize: 4, validationData: [x, y]},
      {interval: 0},
    );
    expect(seen.map(({step, finished}) => [step, finished])).toEqual([
      [1, false],
      [2, false],
      [2, true],
    ]);
    expect(seen[0]).toEqual({
      ...{epoch: 0, epochs: 1, step: 1, steps: 2, finished: false, learningRate: 0.1},
      ...{elapsed: 1000, remaining: 1000, logs: {loss: expect.any(Number), mae: expect.any(Number)}},
    });
    expect(seen[2]).toEqual({
      ...{epoch: 0, epochs: 1, step: 2, steps: 2, finished: true, learningRate: 0.1},
      ...{elapsed: 2000, remaining: 0},
      logs: Object.fromEntries(Object.entries(history).map(([key, [value]]) => [key, value])),
    });
    expect(JSON.parse(JSON.stringify(seen))).toEqual(seen);
    expect((seen[0]!.logs['loss']! + seen[1]!.logs['loss']!) / 2).toBeCloseTo(seen[2]!.logs['loss']!, 6);
  });

  it('at most one report in an interval, and the last one always', async () => {
    const {seen} = await reports(30, {epochs: 5});
    // 20 updates and 5 ends of epochs in 600 ms; the end of an epoch is no update.
    expect(seen.map(({elapsed, finished}) => [elapsed, finished])).toEqual([
      ...[120, 240, 360, 480, 600].map((elapsed) => [elapsed, false]),
      [600, true],
    ]);
    const {seen: few} = await reports(1, {epochs: 5});
    expect(few).toMatchObject([{epoch: 4, epochs: 5, finished: true, elapsed: 20, remaining: 0}]);
  });

  it('the number of updates of a data set of unknown size from the second epoch on', async () => {
    const seen: TrainingProgress[] = [];
    const data = tf.data.generator(function* () {
      for (let i = 0; i < 3; i += 1) yield {xs: tf.ones([2, 2]), ys: tf.ones([2, 1])};
    });
    const {now, tick} = stepClock(1000);
    const logger = progressLogger({onProgress: (progress) => seen.push(progress), now, interval: 0});
    await tinyModel().fitDataset(data, {epochs: 2, verbose: 0, callbacks: [tick, logger]});
    expect(seen.map(({step, steps, remaining}) => [step, steps, remaining])).toEqual([
      ...[1, 2, 3].map((step) => [step, undefined, undefined]),
      [3, 3, 3000],
      ...[1, 2, 3].map((step) => [step, 3, (3 - step) * 1000]),
      [3, 3, 0],
    ]);
  });

  it('the number of updates of a whole epoch, when the training is stopped in the middle of one', async () => {
    const seen: TrainingProgress[] = [];
    const model = tinyModel();
    const {now, tick} = stepClock(1000);
    const stop = new tf.CustomCallback({onBatchEnd: (batch) => void (model.stopTraining = batch === 1)});
    const logger = progressLogger({onProgress: (progress) => seen.push(progress), now, interval: 0});
    await fit([tick, stop, logger], {epochs: 3}, model);
    expect(seen.map(({step, steps, finished, remaining}) => [step, steps, finished, remaining])).toEqual([
      [1, 4, false, 11_000],
      [2, 4, false, 0],
      [2, 4, true, 0],
    ]);
  });

  it('the time that is left from where the training began', async () => {
    const {seen} = await reports(100, {initialEpoch: 6, epochs: 9}, {interval: 0});
    expect(seen.filter(({finished}) => finished).map(({epoch, remaining}) => [epoch, remaining])).toEqual([
      [6, 800],
      [7, 400],
      [8, 0],
    ]);
  });

  it('objects of its own each time', async () => {
    const clean = await reports(100, {}, {interval: 0});
    const seen: TrainingProgress[] = [];
    const spoil = (progress: TrainingProgress) => {
      seen.push(structuredClone(progress));
      for (const one of [progress, progress.logs] as Record<string, unknown>[]) {
        for (const key of Object.keys(one)) one[key] = undefined;
      }
    };
    const {history} = await reports(100, {}, {interval: 0, onProgress: spoil});
    expect(seen.map(({elapsed, logs}) => [elapsed, Object.keys(logs)])).toEqual(
      clean.seen.map(({elapsed, logs}) => [elapsed, Object.keys(logs)]),
    );
    expect(history['loss']).toEqual(clean.history['loss']);
  });

  it('numbers that were read without waiting, where a GPU has them later', async () => {
    tf.registerBackend('elsewhere', tf.findBackendFactory('cpu'));
    tf.copyRegisteredKernels('cpu', 'elsewhere');
    const before = tf.getBackend();
    await tf.setBackend('elsewhere');
    const seen: TrainingProgress[] = [];
    try {
      const model = tinyModel();
      const waited = jest.spyOn(tf.backend(), 'readSync');
      const {read} = tf.backend();
      tf.backend().read = async (id) => {
        await new Promise(setImmediate);
        return read.call(tf.backend(), id);
      };
      waited.mockClear();
      const logger = progressLogger({
        onProgress: (progress) => seen.push(progress),
        interval: 0,
        now: () => 0,
      });
      logger.setModel(model);
      logger.setParams({epochs: 1, samples: 8, batchSize: 4});
      await logger.onTrainBegin();
      await logger.onEpochBegin(0);
      for (const [batch, value] of [1, 2, 3].entries()) {
        const loss = tf.scalar(value);
        await logger.onBatchEnd(batch, {batch, size: 4, loss} as never);
        loss.dispose();
        if (batch === 1) await new Promise((resolve) => setTimeout(resolve));
      }
      expect(seen.map(({logs}) => logs)).toEqual([{}, {}, {loss: 1}]);
      const tensors = tf.memory().numTensors;
      await logger.onTrainEnd();
      expect(tf.memory().numTensors).toBe(tensors - 1);
    } finally {
      await tf.setBackend(before);
    }
  });
});

describe('progressLogger', () => {
  it('changes nothing in the history, and works behind a callback that reads the metrics', async () => {
    const {history: bare} = await fit([]);
    const {history} = await fit(combine([{onBatchEnd() {}}, progressLogger({onProgress() {}, interval: 0})]));
    expect(history).toEqual(bare);
  });

  it('begins anew with the next fit', async () => {
    const seen: TrainingProgress[] = [];
    const {now, tick} = stepClock(10);
    const logger = progressLogger({onProgress: (progress) => seen.push(progress), now});
    await fit([tick, logger], {epochs: 1});
    await fit([tick, logger], {epochs: 1});
    expect(seen.map(({elapsed}) => elapsed)).toEqual([40, 40]);
  });

  it('lets an error of onProgress end the training', async () => {
    const onProgress = () => {
      throw new Error('mine');
    };
    await expect(fit(progressLogger({onProgress, interval: 0}))).rejects.toThrow('mine');
  });

  it('says at once that it got no params', async () => {
    const logger = progressLogger();
    const model = tinyModel();
    logger.setModel(model);
    await expect(fit([{onEpochEnd() {}}, logger], {}, model)).rejects.toThrow(
      new TypeError(
        'ProgressLogger: got no params; behind a plain object write ' +
          'combine([…]), of two copies of tfjs load one.',
      ),
    );
  });

  it('leaves no tensor behind after 50 fits', async () => {
    const model = tinyModel();
    const logger = progressLogger({onProgress() {}, interval: 0});
    await fit(logger, {}, model);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 50; i += 1) await fit(logger, {epochs: 1}, model);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [{write: 1}, new TypeError('ProgressLogger: `write` must be a function; got 1.')],
    [{onProgress: 'x'}, new TypeError('ProgressLogger: `onProgress` must be a function; got "x".')],
    [{now: 0}, new TypeError('ProgressLogger: `now` must be a function; got 0.')],
    [{interval: NaN}, new RangeError('ProgressLogger: `interval` must be a finite number >= 0; got NaN.')],
    [{digits: 0}, new RangeError('ProgressLogger: `digits` must be an integer from 1 to 17; got 0.')],
    [{digits: 18}, new RangeError('ProgressLogger: `digits` must be an integer from 1 to 17; got 18.')],
    [{digit: 3}, new TypeError('ProgressLogger: unknown option `digit`; did you mean `digits`?')],
  ])('refuses %j', (options, error) => {
    expect(() => progressLogger(options as never)).toThrow(error);
    expect(() => progressLogger(options as never)).toThrow(error.constructor);
  });
});
