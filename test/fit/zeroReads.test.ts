import {afterEach, beforeEach, describe, expect, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  clipGradients,
  constant,
  cosineAnnealingWarmRestarts,
  cyclicalLearningRate,
  gradientNormMonitor,
  layerwise,
  learningRateFinder,
  learningRateMonitor,
  learningRateScheduler,
  oneCycle,
  recoverOnDivergence,
  reduceLROnPlateau,
  scheduled,
  terminateOnNaN,
} from 'tfjs-callbacks';
import {unless} from '../helpers/differing';
import {watchReads, type Read} from '../helpers/deviceReads';
import {tinyModel, trainingData} from '../helpers/models';

const it = unless('valuesAtHand');
const updates = 10;
const {x, y} = trainingData(2 * updates);
const adam = () => tf.train.adam(0.01);

const hooks = (own: tf.CustomCallbackArgs) => Object.assign(new (class extends tf.Callback {})(), own);

/**
 * What is read from the device in each update of a fit, from before the first callback's onBatchBegin until after the last
 * one's onBatchEnd.
 *
 * @param later - After how many further updates a number arrives that is read without waiting for it.
 */
async function readsInUpdates(list: readonly tf.Callback[], optimizer: tf.Optimizer, later = 0) {
  const model = tinyModel(optimizer);
  const reads: Read[][] = [];
  const arrivals: (() => void)[][] = [];
  let isInUpdate = false;
  const end = watchReads((method) => {
    if (!isInUpdate) return undefined;
    reads.at(-1)!.push(method);
    return new Promise((arrive) => void arrivals.at(-1)!.push(arrive));
  });
  const arrive = (lists: (() => void)[][]) => lists.flat().forEach((one) => one());
  const first = hooks({
    onBatchBegin: async () => {
      isInUpdate = true;
      reads.push([]);
      arrivals.push([]);
      arrive(arrivals.slice(0, arrivals.length - later));
    },
    onEpochEnd: async () => arrive(arrivals),
  });
  const last = hooks({onBatchEnd: async () => void (isInUpdate = false)});
  try {
    await model.fit(x, y, {epochs: 1, batchSize: 2, verbose: 0, callbacks: [first, ...list, last]});
  } finally {
    end();
  }
  return reads;
}

beforeEach(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

const nothing = Array<Read[]>(updates).fill([]);

const callbacks: [name: string, make: () => tf.Callback[]][] = [
  ['no callback: nor does tfjs', () => []],
  ['learningRateScheduler by step', () => [learningRateScheduler({schedule: constant(0.05), by: 'step'})]],
  ['oneCycle', () => [oneCycle({maxLr: 0.1, totalSteps: updates, cycleMomentum: false})]],
  ['cyclicalLearningRate', () => [cyclicalLearningRate({baseLr: 0.01, maxLr: 0.1, missing: 'ignore'})]],
  [
    'cosineAnnealingWarmRestarts by step',
    () => [cosineAnnealingWarmRestarts({t0: 3, by: 'step', initialLearningRate: 0.1})],
  ],
  ['learningRateMonitor', () => [learningRateMonitor()]],
  ['reduceLROnPlateau', () => [reduceLROnPlateau({monitor: 'loss'})]],
];

const far = 1e6;
const near = 1e-6;
const wrappers: [name: string, make: () => tf.Optimizer][] = [
  ...[far, near].flatMap((threshold): [string, () => tf.Optimizer][] => [
    [`value ${threshold}`, () => clipGradients(adam(), {value: threshold})],
    [`norm ${threshold}`, () => clipGradients(adam(), {norm: threshold})],
    [`globalNorm ${threshold}`, () => clipGradients(adam(), {globalNorm: threshold})],
    [`adaptive ${threshold}`, () => clipGradients(adam(), {adaptive: {clipping: threshold}})],
  ]),
  ['a scheduled threshold', () => clipGradients(adam(), {globalNorm: (step) => 1 / (step + 1)})],
  ['a scheduled rate within', () => clipGradients(scheduled(adam(), constant(0.01)), {globalNorm: 1})],
  ['layerwise rates around it', () => layerwise(clipGradients(adam(), {globalNorm: 1}), [[/kernel/, 0.5]])],
];

describe('in an update on a device nothing is read', () => {
  it.each(callbacks)('with %s', async (_name, make) => {
    expect(await readsInUpdates(make(), adam())).toEqual(nothing);
  });

  it('with all that do not write the same rate, together', async () => {
    const all = [...callbacks[1]![1](), learningRateMonitor(), reduceLROnPlateau({monitor: 'loss'})];
    expect(await readsInUpdates(all, adam())).toEqual(nothing);
  });

  it.each(wrappers)('by clipGradients with %s, and its statistics', async (_name, make) => {
    expect(await readsInUpdates([gradientNormMonitor()], make())).toEqual(nothing);
  });
});

describe('in an update on a device one number is read', () => {
  it.each(['skip', 'throw'] as const)('by clipGradients with nonFinite %s', async (nonFinite) => {
    const optimizer = clipGradients(adam(), {globalNorm: 1, nonFinite});
    expect(await readsInUpdates([], optimizer)).toEqual(Array<Read[]>(updates).fill(['readSync']));
  });
});

const late: [name: string, make: () => tf.Callback, later: number][] = [
  ['terminateOnNaN', () => terminateOnNaN(), updates],
  ['recoverOnDivergence', () => recoverOnDivergence(), updates],
  ['learningRateFinder', () => learningRateFinder({steps: 60, stopFactor: 1e9}), 4],
];

describe('in an update on a device each loss is asked for, and not waited for,', () => {
  // If one were waited for in its update, the fit would never end: it arrives so many updates later.
  it.each(late)('by %s', async (_name, make, later) => {
    expect(await readsInUpdates([make()], adam(), later)).toEqual(Array<Read[]>(updates).fill(['read']));
  });
});
