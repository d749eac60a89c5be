import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import fs, {appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {combine, learningRateMonitor} from 'tfjs-callbacks';
import {csvLogger, type CSVLogger} from 'tfjs-callbacks/node';
import {tinyModel, trainingData} from '../helpers/models';
import {temporaryFolder} from '../helpers/temporaryFolder';

const {x, y} = trainingData(8);
const folder = temporaryFolder();
let filename: string;

beforeEach(() => {
  filename = join(folder(), 'log.csv');
});

afterEach(() => {
  jest.restoreAllMocks();
});

const content = () => readFileSync(filename, 'utf8');
const lines = () => content().split('\n').slice(0, -1);
const warnings = () => jest.spyOn(console, 'warn').mockImplementation(() => {}).mock.calls;

function fit(callbacks: unknown, args: Partial<tf.ModelFitArgs> = {}, model = tinyModel()) {
  return model.fit(x, y, {
    ...{epochs: 2, batchSize: 4, shuffle: false, verbose: 0, ...args},
    callbacks: callbacks as tf.Callback[],
  });
}

/** What is written for these logs, an epoch each; no training is done. */
async function written(epochs: readonly object[], options = {}): Promise<string[]> {
  const logger = csvLogger({filename, ...options});
  logger.setModel(tinyModel());
  await logger.onTrainBegin();
  for (const [epoch, logs] of epochs.entries()) await logger.onEpochEnd(epoch, logs as tf.Logs);
  return lines();
}

describe('csvLogger', () => {
  it('writes the epochs of a fit, all that is logged, sorted and exact', async () => {
    const {history} = await fit([learningRateMonitor(), csvLogger({filename})], {validationData: [x, y]});
    const [header, ...rows] = lines();
    expect(header).toBe('epoch,learning_rate,loss,mae,val_loss,val_mae');
    expect(rows.map((row) => row.split(',').map(Number))).toEqual(
      [0, 1].map((epoch) => [
        epoch,
        ...['learning_rate', 'loss', 'mae', 'val_loss', 'val_mae'].map((key) => history[key]![epoch]),
      ]),
    );
    expect(content().endsWith('\n')).toBe(true);
  });

  it('writes the same behind a callback that has read the tensors', async () => {
    await fit([csvLogger({filename})]);
    const alone = content();
    await fit(combine([{onEpochEnd() {}}, csvLogger({filename})]));
    expect(content()).toBe(alone);
  });

  it('begins the file anew with each fit, in a folder that it makes', async () => {
    filename = join(folder(), 'a/b/log.csv');
    const logger = csvLogger({filename});
    await fit(logger, {epochs: 3});
    await fit(logger);
    expect(lines()).toHaveLength(3);
  });

  it('writes the row of an epoch that is broken off, without its validation', async () => {
    const model = tinyModel();
    const stop = new tf.CustomCallback({
      onBatchBegin: (batch) =>
        void (model.stopTraining = batch === 0 && existsSync(filename) && lines().length > 1),
    });
    await fit([csvLogger({filename}), stop], {epochs: 5, validationData: [x, y]}, model);
    expect(lines()).toHaveLength(3);
    expect(lines()[2]).toMatch(/^1,[\d.]+,[\d.]+,NA,NA$/);
  });

  it('has the epoch in which the loss became NaN', async () => {
    const model = tinyModel(tf.train.sgd(1e30));
    const stop = new tf.CustomCallback({
      onEpochEnd: (_epoch, logs) => void (model.stopTraining = Number.isNaN(logs?.['loss'])),
    });
    const {history} = await fit([csvLogger({filename}), stop], {epochs: 20, batchSize: 8}, model);
    expect(history['loss']!.length).toBeGreaterThan(1);
    expect(lines()).toHaveLength(history['loss']!.length + 1);
    expect(lines().at(-1)!.split(',')).toContain('NaN');
  });

  it('spells what is no finite number as Python, R and JavaScript read it', async () => {
    expect(await written([{a: NaN, b: Infinity, c: -Infinity}])).toEqual([
      'epoch,a,b,c',
      '0,NaN,Infinity,-Infinity',
    ]);
  });

  it('writes every number so that it is read as the same', async () => {
    const number = fc.double({noNaN: true}).filter((value) => !Object.is(value, -0));
    await fc.assert(
      fc.asyncProperty(number, async (loss) => {
        const [, row] = await written([{loss}]);
        expect(Number(row!.split(',')[1])).toBe(loss);
      }),
      {numRuns: 50},
    );
  });

  it('separates by what it is told, and quotes what needs it', async () => {
    const logs = {'a;b': 1, 'say "x"': 'one;two', plain: 0.5};
    const rows = await written([logs], {separator: ';'});
    expect(rows).toEqual(['epoch;"a;b";plain;"say ""x"""', '0;1;0.5;"one;two"']);
  });

  it('keeps the columns of the first row and warns once of others', async () => {
    const calls = warnings();
    expect(await written([{loss: 1, val_loss: 2}, {loss: 3}, {acc: 1, loss: 4}, {acc: 1, loss: 5}])).toEqual([
      'epoch,loss,val_loss',
      '0,1,2',
      '1,3,NA',
      '2,4,NA',
      '3,5,NA',
    ]);
    expect(calls).toEqual([[`CSVLogger: ${filename} has no column for acc: its first row did not have it.`]]);
  });

  it('keeps nothing of the logs it was given', async () => {
    const logger = csvLogger({filename});
    logger.setModel(tinyModel());
    await logger.onTrainBegin();
    const logs: tf.Logs = {loss: 1};
    await logger.onEpochEnd(0, logs);
    expect(logs).toEqual({loss: 1});
    logs['loss'] = 2;
    logs['mae'] = 3;
    expect(lines()).toEqual(['epoch,loss', '0,1']);
  });

  describe('with append: true', () => {
    const append = true;

    it('goes on with one header, in several fits as in one', async () => {
      await fit(csvLogger({filename}), {epochs: 4});
      const whole = content();
      rmSync(filename);
      const model = tinyModel();
      await fit(csvLogger({filename, append}), {epochs: 1}, model);
      await fit(csvLogger({filename, append}), {initialEpoch: 1, epochs: 2}, model);
      await fit(csvLogger({filename, append}), {initialEpoch: 2, epochs: 4}, model);
      expect(content()).toBe(whole);
    });

    it('puts epochs that are trained again behind those that are there', async () => {
      await fit(csvLogger({filename, append}), {epochs: 3});
      await fit(csvLogger({filename, append}), {initialEpoch: 1, epochs: 3});
      expect(lines().map((line) => line.split(',')[0])).toEqual(['epoch', '0', '1', '2', '1', '2']);
    });

    it.each([
      ['the header', 'epo', 'epo', []],
      ['a row', 'epoch,loss,mae\n0,0.5,0.25\n1,0.12', '1,0.12', ['0,0.5,0.25']],
      ['a number that looks whole', 'epoch,loss,mae\n0,0.5,0.25', '0,0.5,0.25', []],
    ])('cuts off %s that was torn, and shows it', async (_what, text, torn, rows) => {
      writeFileSync(filename, text);
      const calls = warnings();
      await fit(csvLogger({filename, append}), {initialEpoch: 5, epochs: 6});
      expect(lines()).toEqual(['epoch,loss,mae', ...rows, expect.stringMatching(/^5,/)]);
      expect(calls).toEqual([[`CSVLogger: a line was torn and is cut off ${filename}: "${torn}".`]]);
    });

    it('takes the columns of the header that is there, of Keras too', async () => {
      writeFileSync(filename, 'epoch,mae,"lr, base",loss\r\n0,1,2,3\r\n');
      jest.spyOn(console, 'warn').mockImplementation(() => {});
      await written([{loss: 7, mae: 5, 'lr, base': 6}], {append});
      expect(content()).toBe('epoch,mae,"lr, base",loss\r\n0,1,2,3\r\n0,5,6,7\n');
    });

    it('leaves a file alone that it did not write', async () => {
      writeFileSync(filename, 'epoch;loss\n0;1\n');
      await expect(fit(csvLogger({filename, append}))).rejects.toThrow(
        new TypeError(
          `CSVLogger: \`filename\` must be a file with the header epoch,…; got ${JSON.stringify(filename)} ` +
            'with "epoch;loss". Write to another file, or without append: true.',
        ),
      );
      expect(content()).toBe('epoch;loss\n0;1\n');
    });
  });

  it('cuts back to where it was when its state was taken, so that no epoch is in the file twice', async () => {
    const goOn = (logger: CSVLogger, initialEpoch: number, epochs: number) =>
      fit(logger, {initialEpoch, epochs});
    const first = csvLogger({filename});
    expect(first.getState()).toEqual({size: null});
    await goOn(first, 0, 2);
    const saved = JSON.stringify(first.getState());
    expect(JSON.parse(saved)).toEqual({size: content().length});
    const before = content();
    await goOn(csvLogger({filename, append: true}), 2, 5);
    appendFileSync(filename, '5,0.');

    const second = csvLogger({filename});
    second.setState(JSON.parse(saved));
    await goOn(second, 2, 4);
    expect(content().startsWith(before)).toBe(true);
    expect(lines().map((line) => line.split(',')[0])).toEqual(['epoch', '0', '1', '2', '3']);
    await goOn(second, 0, 1);
    expect(lines()).toHaveLength(2);
  });

  it('begins anew with a state from before the first fit', async () => {
    writeFileSync(filename, 'anything');
    const logger = csvLogger({filename});
    logger.setState(csvLogger({filename}).getState());
    await fit(logger);
    expect(lines()).toHaveLength(3);
  });

  it('keeps rows that cannot be written, says so once and trains on', async () => {
    const calls = warnings();
    const place = filename;
    const blocked = new tf.CustomCallback({
      onEpochEnd: (epoch) => {
        if (epoch === 0) {
          rmSync(place);
          mkdirSync(place);
        }
        if (epoch === 2) rmSync(place, {recursive: true});
      },
    });
    await fit([blocked, csvLogger({filename})], {epochs: 4});
    expect(lines().map((line) => line.split(',')[0])).toEqual(['epoch', '0', '1', '2', '3']);
    expect(calls).toHaveLength(1);
    expect(calls[0]![0]).toMatch(
      /^CSVLogger: lines are kept for later, because they cannot be written: EISDIR: .*\.$/,
    );
  });

  it('writes a row whole or not at all when the disk is full in the middle of it', async () => {
    const calls = warnings();
    const logger = csvLogger({filename});
    logger.setModel(tinyModel());
    await logger.onTrainBegin();
    await logger.onEpochEnd(0, {loss: 1});
    const append = fs.appendFileSync;
    jest.spyOn(fs, 'appendFileSync').mockImplementationOnce((path, text) => {
      append(path, String(text).slice(0, 2));
      throw new Error('ENOSPC: no space left on device');
    });
    await logger.onEpochEnd(1, {loss: 2});
    expect(lines()).toEqual(['epoch,loss', '0,1']);
    expect(content().endsWith('\n')).toBe(true);
    expect(calls.flat()).toEqual([
      'CSVLogger: lines are kept for later, because they cannot be written: ENOSPC: no space left on device.',
    ]);
    await logger.onEpochEnd(2, {loss: 3});
    expect(lines()).toEqual(['epoch,loss', '0,1', '1,2', '2,3']);
    expect(logger.getState()).toEqual({size: content().length});
  });

  it.each([false, true])(
    'begins again with the header when its file is removed, append: %s',
    async (append) => {
      await fit(csvLogger({filename}), {epochs: 1});
      const [header] = lines();
      const remove = new tf.CustomCallback({
        onEpochBegin: (epoch) => {
          if (epoch === 2) rmSync(filename);
        },
      });
      const logger = csvLogger({filename, append});
      await fit([remove, logger], {epochs: 4});
      expect(lines()).toEqual([header, expect.stringMatching(/^2,/), expect.stringMatching(/^3,/)]);
      expect(logger.getState()).toEqual({size: content().length});
    },
  );

  it('fails before the training when there can be no such file', async () => {
    const model = tinyModel();
    await expect(fit(csvLogger({filename: folder()}), {}, model)).rejects.toThrow(/^EISDIR: /);
    expect(model.optimizer.iterations).toBe(0);
  });

  it('leaves no tensor behind after 50 fits', async () => {
    const model = tinyModel();
    const logger = csvLogger({filename});
    await fit(logger, {}, model);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 50; i += 1) await fit(logger, {epochs: 1}, model);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [{}, new TypeError('CSVLogger: `filename` must be a path; got undefined.')],
    [{filename: ''}, new RangeError('CSVLogger: `filename` must be a path; got "".')],
    [
      {filename: 'a', separator: ', '},
      new RangeError(
        'CSVLogger: `separator` must be one character that numbers, names and quotes do not have; got ", ".',
      ),
    ],
    [
      {filename: 'a', separator: '.'},
      new RangeError(
        'CSVLogger: `separator` must be one character that numbers, names and quotes do not have; got ".".',
      ),
    ],
    [{filename: 'a', append: 1}, new TypeError('CSVLogger: `append` must be true or false; got 1.')],
    [{file_name: 'a'}, new TypeError('CSVLogger: unknown option `file_name`; did you mean `filename`?')],
    [undefined, new TypeError('CSVLogger: `options` must be an object; got undefined.')],
  ])('refuses %j', (options, error) => {
    expect(() => csvLogger(options as never)).toThrow(error);
    expect(() => csvLogger(options as never)).toThrow(error.constructor);
  });
});
