import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  CosineAnnealingWarmRestarts,
  CyclicalLearningRate,
  getLearningRate,
  getMomentum,
  OneCycle,
  type LearningRateScheduler,
} from 'tfjs-callbacks';
import {expectClose, isClose} from '../helpers/expectClose';
import {functionOf, ofGroup} from '../helpers/fromTorch';
import {golden, type GoldenCase} from '../helpers/golden';
import {tinyModel} from '../helpers/models';

const {cases, tolerance} = golden('04');
type Args = GoldenCase['args'];

/** The callback classes with PyTorch's arguments, in camel case; a function that the file describes is built. */
const classes: Record<string, (args: Args) => LearningRateScheduler> = {
  CosineAnnealingWarmRestarts: ({T_0: t0, T_mult: tMult, eta_min: etaMin}) =>
    new CosineAnnealingWarmRestarts({t0, tMult, etaMin, by: 'step'}),
  CyclicLR: ({scale_fn, ...args}) =>
    new CyclicalLearningRate(camelCased({...args, ...(scale_fn && {scale_fn: functionOf(scale_fn)})})),
  OneCycleLR: ({epochs, steps_per_epoch, total_steps = epochs * steps_per_epoch, ...args}) =>
    new OneCycle(camelCased({...args, total_steps})),
};

function camelCased(args: Args): never {
  const rename = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [rename(name), value])) as never;
}

function optimizerOf({initial_lr, momentum = 0, optimizer}: Args): tf.Optimizer {
  const lr = [initial_lr].flat()[0] as number;
  return optimizer?.startsWith('Adam') ? tf.train.adam(lr, momentum) : tf.train.momentum(lr, momentum);
}

/** What each update would be made with, the hooks called by hand. */
async function readings(callback: LearningRateScheduler, optimizer: tf.Optimizer, updates: number) {
  callback.setParams({epochs: 1, steps: updates});
  callback.setModel(tinyModel(optimizer));
  await callback.onTrainBegin();
  await callback.onEpochBegin(0);
  const read = [];
  for (let step = 0; step < updates; step++) {
    await callback.onBatchBegin(step);
    read.push({lr: getLearningRate(optimizer), momentum: getMomentum(optimizer)});
  }
  return read;
}

describe.each(Object.entries(classes))('%s of PyTorch as a callback', (name, make) => {
  const own = cases.filter(
    ({source, input}) => source.endsWith(`.${name}`) && !('step_calls_epoch' in input),
  );

  it('has cases', () => expect(own.length).toBeGreaterThan(0));

  it.each(own)('$name', async ({args, input, expected}) => {
    const groups = [expected.lr[0]].flat().length;
    // PyTorch goes one step too far behind the end of one cycle.
    const updates = expected.lr.length - (expected.error_at_step === undefined ? 0 : 1);
    const inGroup = (rows: (number | number[])[], group: number) =>
      rows.slice(0, updates).map((row) => [row].flat()[group]!);

    for (let group = 0; group < groups; group++) {
      const lr = [input.initial_lr].flat()[group];
      const read = await readings(
        make(ofGroup(args, group)),
        optimizerOf({...input, initial_lr: lr}),
        updates,
      );
      const want = inGroup(expected.lr, group);
      const got = read.map(({lr}, step) => {
        const fragile = expected.fragile_epochs?.includes(step) && !isClose(lr, want[step]!, tolerance);
        return fragile ? want[step] : lr;
      });
      expectClose(got, want, tolerance, 'lr');
      if (!('momentum' in expected)) continue;
      expectClose(
        read.map(({momentum}) => momentum),
        inGroup(expected.momentum, group),
        tolerance,
        'momentum',
      );
    }
  });
});
