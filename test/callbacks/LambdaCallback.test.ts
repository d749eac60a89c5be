import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {combine, lambdaCallback, reduceLROnPlateau, type LambdaCallbackOptions} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);

const fit = (callbacks: unknown, model = tinyModel(), epochs = 2) =>
  model.fit(x, y, {epochs, batchSize: 4, verbose: 0, callbacks: callbacks as tf.Callback[]});

const plateau = () => reduceLROnPlateau({monitor: 'loss'});

describe('lambdaCallback', () => {
  it.each([
    ['alone', (ours: tf.Callback) => ours],
    ['before an instance', (ours: tf.Callback) => [ours, plateau()]],
    ['behind an instance', (ours: tf.Callback) => [plateau(), ours]],
    ['in combine', (ours: tf.Callback) => combine([{onEpochEnd() {}}, ours])],
  ])('calls all six functions, waiting for each, %s', async (_place, list) => {
    const calls: string[] = [];
    const later = (name: string) => async (index?: number) => {
      await Promise.resolve();
      calls.push(index === undefined ? name : `${name} ${index}`);
    };
    const ours = lambdaCallback({
      onTrainBegin: later('train begins'),
      onTrainEnd: later('train ends'),
      onEpochBegin: later('epoch begins'),
      onEpochEnd: later('epoch ends'),
      onBatchBegin: later('batch begins'),
      onBatchEnd: later('batch ends'),
    });
    await fit(list(ours), tinyModel(), 1);
    expect(calls).toEqual([
      ...['train begins', 'epoch begins 0', 'batch begins 0', 'batch ends 0', 'batch begins 1'],
      ...['batch ends 1', 'epoch ends 0', 'train ends'],
    ]);
  });

  it('hands on the metrics of an epoch as numbers in a copy, those of a batch unread', async () => {
    const losses: unknown[] = [];
    const {history} = await fit(
      lambdaCallback({
        onBatchEnd: (batch, logs) => {
          expect(logs).toMatchObject({
            batch,
            size: 4,
            loss: expect.any(tf.Tensor),
            mae: expect.any(tf.Tensor),
          });
        },
        onEpochEnd: (_epoch, logs) => {
          losses.push(logs['loss']);
          logs['loss'] = 7;
          delete logs['mae'];
        },
      }),
    );
    expect(history['loss']).toEqual(losses);
    expect(history['mae']).toHaveLength(2);
  });

  it('logs what a function adds to the metrics of an epoch', async () => {
    const {history} = await fit(lambdaCallback({onEpochEnd: (epoch, logs) => (logs['tenth'] = epoch / 10)}));
    expect(history['tenth']).toEqual([0, 0.1]);
  });

  it('lets an error of a function end the training', async () => {
    const broken = lambdaCallback({
      onBatchBegin: () => {
        throw new Error('mine');
      },
    });
    await expect(fit(broken)).rejects.toThrow('mine');
  });

  it('keeps the functions that it was given', async () => {
    const calls: number[] = [];
    const hooks: LambdaCallbackOptions = {onEpochEnd: (epoch) => calls.push(epoch)};
    const ours = lambdaCallback(hooks);
    delete hooks.onEpochEnd;
    await fit(ours);
    expect(calls).toEqual([0, 1]);
  });

  it('leaves no tensor behind after 50 fits', async () => {
    const model = tinyModel();
    const ours = lambdaCallback({onEpochEnd() {}, onBatchEnd() {}});
    await fit(ours, model);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 50; i += 1) await fit(ours, model, 1);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [{on_epoch_end() {}}, 'LambdaCallback: unknown option `on_epoch_end`; did you mean `onEpochEnd`?'],
    [{onTrainBatchEnd() {}}, 'LambdaCallback: unknown option `onTrainBatchEnd`; did you mean `onBatchEnd`?'],
    [{onBatchEnd: 'print'}, 'LambdaCallback: `onBatchEnd` must be a function; got "print".'],
    [
      {done() {}},
      'LambdaCallback: unknown option `done`; there are onTrainBegin, onTrainEnd, onEpochBegin, onEpochEnd, ' +
        'onBatchBegin, onBatchEnd.',
    ],
    [undefined, 'LambdaCallback: `options` must be an object; got undefined.'],
  ])('refuses %p', (hooks, message) => {
    expect(() => lambdaCallback(hooks as never)).toThrow(new TypeError(message));
  });
});
