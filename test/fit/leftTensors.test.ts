import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {LearningRateFinder, type ClippedOptimizer} from 'tfjs-callbacks';
import {isLate} from '../helpers/backend';
import {allCallbacks, clipped} from '../helpers/callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const fits = 50;
const {x, y} = trainingData(2);
const args = {batchSize: 2, epochs: 2, validationData: [x, y] as [tf.Tensor, tf.Tensor], verbose: 0};

const hooks = ['onTrainBegin', 'onEpochBegin', 'onBatchBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd'];

/** Every seventh fit comes to its end, and each of the others throws in another hook. */
const endings: readonly tf.Callback[] = [undefined, ...hooks].map((hook) =>
  Object.assign(
    new (class extends tf.Callback {})(),
    hook && {[hook]: () => Promise.reject(new Error('mine'))},
  ),
);

/** How many tensors are there after many fits that were not there after the first. */
async function leftBy(callback: tf.Callback, ends: readonly tf.Callback[]): Promise<number> {
  const model = tinyModel(clipped());
  const fit = (end: tf.Callback) => model.fit(x, y, {...args, callbacks: [callback, end]});
  const numTensors = async () => {
    // On a device some updates wait until they are counted.
    await (model.optimizer as ClippedOptimizer).stats();
    // So do losses that have been asked for, when a fit throws.
    if (isLate) for (let i = 0; i < 10; i += 1) await tf.nextFrame();
    return tf.memory().numTensors;
  };
  await fit(endings[0]!);
  const before = await numTensors();
  for (let i = 0; i < fits; i += 1) {
    // The last fit throws at the end of an epoch: no later one tidies up behind it.
    const end = (i + 5) % ends.length;
    if (end === 0) await fit(ends[end]!);
    else await expect(fit(ends[end]!)).rejects.toThrow('mine');
  }
  // As its user does when a fit threw.
  if (callback instanceof LearningRateFinder) callback.restore();
  return (await numTensors()) - before;
}

let leftByTfjs: number | undefined;

beforeEach(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => {});
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe(`after ${fits} fits`, () => {
  const nothing = () => endings[0]!;

  it('there is no tensor that was not there before, in tfjs, as long as none throws', async () => {
    expect(await leftBy(nothing(), [nothing()])).toBe(0);
  });

  it.each(allCallbacks)(
    'of which some threw, %s has left no tensor but those of tfjs',
    async (_name, make) => {
      leftByTfjs ??= await leftBy(nothing(), endings);
      expect(leftByTfjs).toBeGreaterThan(fits);
      expect(await leftBy(make(), endings)).toBe(leftByTfjs);
    },
  );
});
