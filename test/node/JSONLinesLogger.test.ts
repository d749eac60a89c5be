import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {appendFileSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {jsonLinesLogger} from 'tfjs-callbacks/node';
import {tinyModel, trainingData} from '../helpers/models';
import {temporaryFolder} from '../helpers/temporaryFolder';

const {x, y} = trainingData(8);
const folder = temporaryFolder();
const append = true;
let filename: string;

beforeEach(() => {
  filename = join(folder(), 'log.jsonl');
});

afterEach(() => {
  jest.restoreAllMocks();
});

const content = () => readFileSync(filename, 'utf8');
const objects = () =>
  content()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

function fit(callbacks: unknown, args: Partial<tf.ModelFitArgs> = {}, model = tinyModel()) {
  return model.fit(x, y, {
    ...{epochs: 2, batchSize: 4, shuffle: false, verbose: 0, ...args},
    callbacks: callbacks as tf.Callback[],
  });
}

describe('jsonLinesLogger', () => {
  it('writes an object for each epoch of a fit, with the exact numbers', async () => {
    const {history} = await fit([jsonLinesLogger({filename})], {validationData: [x, y]});
    expect(objects()).toEqual(
      [0, 1].map((epoch) => ({
        epoch,
        ...Object.fromEntries(Object.entries(history).map(([key, values]) => [key, values[epoch]])),
      })),
    );
    expect(content()).toMatch(/^\{"epoch":0,.*\}\n\{"epoch":1,.*\}\n$/);
  });

  it('writes what JSON has no numbers for as text that Number understands', async () => {
    const logger = jsonLinesLogger({filename});
    logger.setModel(tinyModel());
    await logger.onTrainBegin();
    await logger.onEpochEnd(0, {a: NaN, b: Infinity, c: -Infinity, d: 1e-300});
    await logger.onEpochEnd(1, {other: 1});
    expect(content()).toBe(
      '{"epoch":0,"a":"NaN","b":"Infinity","c":"-Infinity","d":1e-300}\n{"epoch":1,"other":1}\n',
    );
    expect(Object.values(objects()[0]).map(Number)).toEqual([0, NaN, Infinity, -Infinity, 1e-300]);
  });

  it('begins the file anew with each fit, and goes on with append: true', async () => {
    await fit(jsonLinesLogger({filename}), {epochs: 4});
    const whole = content();
    rmSync(filename);
    const model = tinyModel();
    await fit(jsonLinesLogger({filename, append}), {epochs: 1}, model);
    await fit(jsonLinesLogger({filename, append}), {initialEpoch: 1, epochs: 4}, model);
    expect(content()).toBe(whole);
    await fit(jsonLinesLogger({filename}), {epochs: 1});
    expect(objects()).toHaveLength(1);
  });

  it('cuts off a line that was torn, and shows it', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    writeFileSync(filename, '{"epoch":0,"loss":1}\n{"epoch":1,"lo');
    await fit(jsonLinesLogger({filename, append}), {initialEpoch: 1, epochs: 2});
    expect(objects()).toEqual([
      {epoch: 0, loss: 1},
      {epoch: 1, loss: expect.any(Number), mae: expect.any(Number)},
    ]);
    expect(warn.mock.calls).toEqual([
      [
        `JSONLinesLogger: a line was torn and is cut off ${filename}: ` +
          `${JSON.stringify('{"epoch":1,"lo')}.`,
      ],
    ]);
  });

  it('ends a line of which only the end is missing', async () => {
    writeFileSync(filename, '{"epoch":0,"loss":1}');
    await fit(jsonLinesLogger({filename, append}), {initialEpoch: 1, epochs: 2});
    expect(objects()).toMatchObject([{epoch: 0, loss: 1}, {epoch: 1}]);
  });

  it('cuts back to where it was when its state was taken', async () => {
    const first = jsonLinesLogger({filename});
    await fit(first);
    const saved = JSON.stringify(first.getState());
    appendFileSync(filename, '{"epoch":2}\n{"epo');
    const second = jsonLinesLogger({filename});
    second.setState(JSON.parse(saved));
    expect(second.getState()).toEqual(first.getState());
    await fit(second, {initialEpoch: 2, epochs: 4});
    expect(objects().map(({epoch}) => epoch)).toEqual([0, 1, 2, 3]);
  });

  it('leaves no tensor behind after 50 fits', async () => {
    const model = tinyModel();
    const logger = jsonLinesLogger({filename});
    await fit(logger, {}, model);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 50; i += 1) await fit(logger, {epochs: 1}, model);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [{}, new TypeError('JSONLinesLogger: `filename` must be a path; got undefined.')],
    [{filename: ''}, new RangeError('JSONLinesLogger: `filename` must be a path; got "".')],
    [{filename: 'a', append: 0}, new TypeError('JSONLinesLogger: `append` must be true or false; got 0.')],
    [
      {filename: 'a', by: 'step'},
      new TypeError('JSONLinesLogger: unknown option `by`; there are filename, append.'),
    ],
  ])('refuses %j', (options, error) => {
    expect(() => jsonLinesLogger(options as never)).toThrow(error);
    expect(() => jsonLinesLogger(options as never)).toThrow(error.constructor);
  });
});
