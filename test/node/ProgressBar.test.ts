import {afterEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {ProgressLogger, type TrainingProgress} from 'tfjs-callbacks';
import {progressBar, type ProgressBarOptions, type ProgressStream} from 'tfjs-callbacks/node';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);

afterEach(() => {
  jest.restoreAllMocks();
});

/** What a fit of two epochs of four updates, a second each, writes. */
async function written(terminal: Omit<ProgressStream, 'write'>, options: ProgressBarOptions = {}) {
  const texts: string[] = [];
  let time = 0;
  const tick = new tf.CustomCallback({
    onBatchBegin: () => {
      time += 1000;
    },
  });
  const stream = {...terminal, write: (text: string) => texts.push(text)};
  const model = tinyModel();
  await model.fit(x, y, {
    ...{epochs: 2, batchSize: 2, shuffle: false, verbose: 0},
    callbacks: [tick, progressBar({stream, now: () => time, ...options})],
  });
  return texts;
}

const isTTY = true;
const anew = '\r\x1b[K';
const numbers = expect.stringMatching(/^loss [\d.]+, mae [\d.]+, learning_rate 0\.1$/);

/** A text without the metrics, and those. */
const parts = (text: string) => [text.replace(/loss [^;]*/, '…'), /loss [^;]*/.exec(text)?.[0]];

describe('progressBar', () => {
  it('draws over the bar with each report on a terminal, and leaves a line for each epoch', async () => {
    const texts = await written({isTTY, columns: 200});
    expect(texts.map(parts)).toEqual([
      [`${anew}Epoch 1/2 [=====>              ] 1/4: …; 1 s, 7 s left`, numbers],
      [`${anew}Epoch 1/2 [==========>         ] 2/4: …; 2 s, 6 s left`, numbers],
      [`${anew}Epoch 1/2 [===============>    ] 3/4: …; 3 s, 5 s left`, numbers],
      [`${anew}Epoch 1/2 [====================] 4/4: …; 4 s, 4 s left`, numbers],
      [`${anew}Epoch 1/2: …; 4 s, 4 s left\n`, numbers],
      [`${anew}Epoch 2/2 [=====>              ] 1/4: …; 5 s, 3 s left`, numbers],
      [`${anew}Epoch 2/2 [==========>         ] 2/4: …; 6 s, 2 s left`, numbers],
      [`${anew}Epoch 2/2 [===============>    ] 3/4: …; 7 s, 1 s left`, numbers],
      [`${anew}Epoch 2/2 [====================] 4/4: …; 8 s`, numbers],
      [`${anew}Epoch 2/2: …; 8 s\n`, numbers],
    ]);
  });

  it('shows the times that its documentation has', async () => {
    const texts: string[] = [];
    let time = 0;
    const stream = {isTTY, columns: 200, write: (text: string) => texts.push(text)};
    const bar = progressBar({stream, now: () => time, interval: 0});
    bar.setModel(tinyModel());
    bar.setParams({epochs: 20, steps: 100, samples: 100, batchSize: 1});
    await bar.onTrainBegin();
    const logs = {loss: 0.1234};
    for (let step = 0; step <= 240; step += 1) {
      if (step % 100 === 0) await bar.onEpochBegin(step / 100);
      time = (12_000 * (step + 1)) / 241;
      await bar.onBatchEnd(step % 100, logs);
    }
    expect(texts.at(-1)).toBe(
      `${anew}Epoch 3/20 [========>           ] 41/100: loss 0.1234, learning_rate 0.1; 12 s, 1:28 left`,
    );
  });

  it('leaves its line to the error when a fit throws in the middle of an epoch', async () => {
    const texts: string[] = [];
    const bar = progressBar({stream: {isTTY, write: (text) => texts.push(text)}, interval: 0});
    const failing = new tf.CustomCallback({
      onBatchEnd: (batch) => (batch === 1 ? Promise.reject(new Error('mine')) : undefined),
    });
    const fit = tinyModel().fit(x, y, {epochs: 1, batchSize: 2, verbose: 0, callbacks: [bar, failing]});
    await expect(fit).rejects.toThrow('mine');
    expect(texts).toHaveLength(3);
    expect(texts.at(-1)).toBe('\n');
  });

  it('writes the lines alone where there is no terminal', async () => {
    const texts = await written({});
    expect(texts.map((text) => parts(text)[0])).toEqual([
      'Epoch 1/2: …; 4 s, 4 s left\n',
      'Epoch 2/2: …; 8 s\n',
    ]);
  });

  it('draws no more often than the interval lets it', async () => {
    const texts = await written({isTTY}, {interval: 3000});
    const bars = texts.filter((text) => !text.endsWith('\n'));
    expect(bars.map((text) => / \d\/4/.exec(text)![0])).toEqual([' 3/4', ' 2/4']);
  });

  it('never wraps a bar into a second line', async () => {
    for (const columns of [undefined, 30]) {
      const texts = await written(columns === undefined ? {isTTY} : {isTTY, columns}, {digits: 17});
      const bars = texts.filter((text) => !text.endsWith('\n'));
      expect(new Set(bars.map((text) => text.length - anew.length))).toEqual(new Set([(columns ?? 80) - 1]));
    }
  });

  it('shows the number of updates alone while it is not known how many there are', async () => {
    const texts: string[] = [];
    const data = tf.data.generator(function* () {
      yield {xs: tf.ones([2, 2]), ys: tf.ones([2, 1])};
    });
    const stream = {isTTY, columns: 200, write: (text: string) => texts.push(text)};
    const callbacks = progressBar({stream, interval: 0});
    await tinyModel().fitDataset(data, {epochs: 1, verbose: 0, callbacks});
    expect(texts[0]).toMatch(/Epoch 1\/1 1: loss /);
  });

  it('hands the progress on as well', async () => {
    const seen: TrainingProgress[] = [];
    await written({}, {onProgress: (progress) => seen.push(progress)});
    expect(seen).toHaveLength(9);
    expect(progressBar()).toBeInstanceOf(ProgressLogger);
  });

  it('writes to the standard output unless told otherwise', async () => {
    const write = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
    await tinyModel().fit(x, y, {epochs: 1, verbose: 0, callbacks: progressBar()});
    const texts = write.mock.calls.map(([text]) => String(text));
    expect(texts.join('')).toMatch(/Epoch 1\/1: loss [^\n]*\n$/);
  });

  it.each([
    [{stream: {}}, 'ProgressBar: `stream` must be a stream with a method write; got {}.'],
    [
      {write() {}},
      'ProgressBar: unknown option `write`; there are onProgress, interval, digits, now, stream.',
    ],
    [{now: 1}, 'ProgressBar: `now` must be a function; got 1.'],
    [null, 'ProgressBar: `options` must be an object; got null.'],
  ])('refuses %p', (options, message) => {
    expect(() => progressBar(options as never)).toThrow(new TypeError(message));
  });
});
