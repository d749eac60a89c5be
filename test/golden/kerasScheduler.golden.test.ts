import {runInThisContext} from 'node:vm';
import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {getLearningRate, learningRateScheduler, type LearningRateFunction} from 'tfjs-callbacks';
import {expectClose} from '../helpers/expectClose';
import {golden} from '../helpers/golden';
import {tinyModel} from '../helpers/models';

const {cases, meta, tolerance, toleranceFloat32} = golden('02');

async function scheduled(schedule: LearningRateFunction, initialRate: number, epochs: number[]) {
  const model = tinyModel(tf.train.adam(initialRate));
  const callback = learningRateScheduler(schedule);
  callback.setModel(model);
  await callback.onTrainBegin();
  const rates: number[] = [];
  const logged: unknown[] = [];
  for (const epoch of epochs) {
    const logs: tf.Logs = {};
    await callback.onEpochBegin(epoch);
    rates.push(getLearningRate(model.optimizer));
    await callback.onEpochEnd(epoch, logs);
    logged.push(logs['learning_rate']);
  }
  return {rates, logged};
}

describe('LearningRateScheduler sets the rates of Keras', () => {
  it.each(cases)('$name', async ({args, input, expected}) => {
    const schedule = runInThisContext(`(${args.schedule_js})`) as LearningRateFunction;
    const {rates, logged} = await scheduled(schedule, input.initial_lr, input.epochs);
    expectClose(rates, expected.lr, tolerance, 'lr');
    expectClose(rates, expected.lr_float32, toleranceFloat32, 'lr_float32');
    expect(logged).toEqual(rates);
  });
});

describe('LearningRateScheduler and what Keras says of returned values', () => {
  const returned: Record<string, unknown> = {
    'returns int': 1,
    'returns None': null,
    'returns str': '0.1',
    'returns np.float32': Math.fround(0.1),
    'returns backend tensor (as in the class docstring)': tf.scalar(0.09),
    'returns NaN': NaN,
    'returns negative': -0.1,
    'returns bool': true,
  };
  // An integer is a number like any other; NaN and negative rates destroy a model in silence.
  const deviations: Record<string, boolean> = {
    'returns int': true,
    'returns NaN': false,
    'returns negative': false,
    'zero-argument function': true,
  };

  it.each(meta.return_value_rules as {case: string; error: string | null}[])('$case', async (rule) => {
    const value = rule.case in returned ? returned[rule.case] : 0.1;
    const accepted = deviations[rule.case] ?? rule.error === null;
    const setting = scheduled(() => value as number, 0.5, [0]);
    if (accepted) expect((await setting).rates).toEqual([value]);
    else
      await expect(setting).rejects.toThrow(
        /^LearningRateScheduler: `schedule\(0\)` must be a finite number >= 0; got /,
      );
  });
});
