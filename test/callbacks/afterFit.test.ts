import {describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {afterFit} from '../../src/callbacks/afterFit';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData();

const innerOf = (model: tf.LayersModel) =>
  ((model as unknown as {model?: object}).model ?? model) as {isTraining: boolean};

/** Fits with listeners that are given at train begin; with a hook that throws, if there is one. */
async function fit(model: tf.LayersModel, listeners: (() => void)[], hook?: string): Promise<void> {
  const watch = new tf.CustomCallback({
    onTrainBegin: () => {
      for (const listener of listeners) afterFit(model, listener);
    },
    ...(hook && {[hook]: () => Promise.reject(new Error('mine'))}),
  });
  await model.fit(x, y, {epochs: 1, verbose: 0, callbacks: watch});
}

describe('afterFit', () => {
  it('calls back once when a fit has ended', async () => {
    const model = tinyModel();
    const calls: string[] = [];
    await fit(model, [() => calls.push('a'), () => calls.push('b')]);
    expect(calls).toEqual(['a', 'b']);
    await fit(model, []);
    expect(calls).toEqual(['a', 'b']);
  });

  it('calls those that are to be first before the others', async () => {
    const model = tinyModel();
    const calls: string[] = [];
    const watch = new tf.CustomCallback({
      onTrainBegin: () => {
        afterFit(model, () => calls.push('a'));
        afterFit(model, () => calls.push('b'), 'first');
        afterFit(model, () => calls.push('c'));
      },
    });
    await model.fit(x, y, {epochs: 1, verbose: 0, callbacks: watch});
    expect(calls).toEqual(['b', 'a', 'c']);
  });

  it.each(['onEpochBegin', 'onBatchBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd'])(
    'calls back when %s threw',
    async (hook) => {
      const model = tinyModel();
      const training: boolean[] = [];
      await expect(fit(model, [() => training.push(innerOf(model).isTraining)], hook)).rejects.toThrow(
        'mine',
      );
      expect(training).toEqual([true]);
    },
  );

  it('leaves the model as it was, ready for the next fit', async () => {
    const model = tinyModel();
    const field = () => Object.getOwnPropertyDescriptor(innerOf(model), 'isTraining');
    const before = field();
    expect(before).toEqual({value: false, writable: true, enumerable: true, configurable: true});
    await fit(model, [() => {}]);
    expect(field()).toEqual(before);
    await expect(fit(model, [() => {}], 'onBatchEnd')).rejects.toThrow('mine');
    expect(field()).toEqual(before);
    await fit(model, [() => {}]);
  });

  it('still keeps a second fit from beginning', async () => {
    const model = tinyModel();
    let second: Promise<unknown> | undefined;
    await fit(model, [() => {}, () => {}]);
    const watch = new tf.CustomCallback({
      onTrainBegin: () => afterFit(model, () => {}),
      onEpochEnd: () => {
        second = model.fit(x, y, {verbose: 0});
        second.catch(() => {});
      },
    });
    await model.fit(x, y, {epochs: 1, verbose: 0, callbacks: watch});
    await expect(second).rejects.toThrow('Cannot start training because another fit() call is ongoing.');
  });

  it('lets the error of the fit through when a listener throws, and calls the others', async () => {
    const model = tinyModel();
    const calls: string[] = [];
    const broken = () => {
      throw new Error('theirs');
    };
    await expect(fit(model, [broken, () => calls.push('b')], 'onEpochEnd')).rejects.toThrow('mine');
    expect(calls).toEqual(['b']);
    expect(innerOf(model).isTraining).toBe(false);
  });

  it.each([undefined, 'onBatchEnd'])(
    'calls back with two copies of this library in a process, hook that throws: %s',
    async (hook) => {
      let other = afterFit;
      jest.isolateModules(() => {
        const copy = jest.requireActual<{afterFit: typeof afterFit}>('../../src/callbacks/afterFit');
        other = copy.afterFit;
      });
      expect(other).not.toBe(afterFit);
      const model = tinyModel();
      const before = Object.getOwnPropertyDescriptor(innerOf(model), 'isTraining');
      const calls: string[] = [];
      const watch = new tf.CustomCallback({
        onTrainBegin: () => {
          afterFit(model, () => calls.push('one'));
          other(model, () => calls.push('other'));
          afterFit(model, () => calls.push('one again'));
        },
        ...(hook && {[hook]: () => Promise.reject(new Error('mine'))}),
      });
      const fitting = model.fit(x, y, {epochs: 1, verbose: 0, callbacks: watch});
      if (hook) await expect(fitting).rejects.toThrow('mine');
      else await fitting;
      expect(calls.sort()).toEqual(['one', 'one again', 'other']);
      expect(Object.getOwnPropertyDescriptor(innerOf(model), 'isTraining')).toEqual(before);
    },
  );

  it('does nothing when no fit is running', () => {
    const model = tinyModel();
    afterFit(model, () => {});
    expect(innerOf(model).isTraining).toBe(false);
    expect(Object.getOwnPropertyDescriptor(innerOf(model), 'isTraining')).toHaveProperty('value', false);
  });
});
