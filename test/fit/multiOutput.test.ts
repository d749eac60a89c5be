import {afterEach, describe, expect, it, jest} from '@jest/globals';
import {getLearningRate, reduceLROnPlateau} from 'tfjs-callbacks';
import {twoOutputs} from '../helpers/models';

async function warningsOf(options: Parameters<typeof reduceLROnPlateau>[0]) {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
  const {model, x, y} = twoOutputs();
  const {history} = await model.fit(x, y, {
    ...{epochs: 3, validationData: [x, y], verbose: 0},
    callbacks: reduceLROnPlateau({patience: 1, minDelta: 1e6, factor: 0.5, ...options}),
  });
  expect(getLearningRate(model.optimizer)).toBe(0.025);
  const warnings = warn.mock.calls.flat().filter((line) => String(line).startsWith('ReduceLROnPlateau'));
  return {warnings, history};
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a model with two outputs', () => {
  it('has no total loss under val_loss: one warning says where it is', async () => {
    const {warnings, history} = await warningsOf({monitor: 'val_loss'});
    expect(warnings).toEqual([
      'ReduceLROnPlateau: with several outputs tfjs mixes metrics up; the total is `val_cls_loss`.',
    ]);
    // The data are those trained on, so that the true total is about the training loss.
    const [total, first] = [history['val_cls_loss']!.at(-1)!, history['val_loss']!.at(-1)!];
    expect(Number(total)).toBeGreaterThan(10 * Number(first));
    expect(Math.abs(Number(total) - Number(history['loss']!.at(-1)!))).toBeLessThan(Number(total) * 0.3);
  });

  it.each([
    ['the total under its shifted name', {monitor: 'val_cls_loss', mode: 'min'}],
    ['a training metric', {monitor: 'loss'}],
  ] as const)('can be watched by %s without a warning', async (_what, options) => {
    expect((await warningsOf(options)).warnings).toEqual([]);
  });
});
