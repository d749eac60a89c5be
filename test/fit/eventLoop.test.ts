import {afterEach, describe, expect, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {TrainingCallback} from 'tfjs-callbacks';
import {unless} from '../helpers/differing';
import {allCallbacks, callbacks, clipped} from '../helpers/callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(40);
const it = unless('framesCount');

/** Counts the turns of the event loop during a fit of 40 batches in which each batch takes 10 ms of an injected clock. */
async function turnsDuring(list: tf.CustomCallback[] | tf.Callback[]): Promise<number> {
  let clock = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => clock);
  const tick = new (class extends tf.Callback {
    override async onBatchBegin() {
      clock += 10;
    }
  })();

  let turns = 0;
  let fitting = true;
  const count = () => {
    turns += 1;
    if (fitting) setImmediate(count);
  };
  const model = tinyModel(clipped());
  setImmediate(count);
  await model.fit(x, y, {batchSize: 1, epochs: 1, verbose: 0, callbacks: [tick, ...list] as tf.Callback[]});
  fitting = false;
  return turns;
}

/** Lets the loop turn after each batch, as tfjs's own do after 125 ms. */
const yielding = () => new tf.CustomCallback({}, 'batch');

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the event loop during a fit', () => {
  it('does not turn with instances of classes alone: that is tfjs', async () => {
    expect(await turnsDuring([])).toBe(0);
  });

  it.each(allCallbacks)('turns twice every 150 ms with %s', async (_name, make) => {
    expect(await turnsDuring([make()])).toBe(4);
  });

  it('turns as often with all of them', async () => {
    expect(await turnsDuring(callbacks.map(([, make]) => make()))).toBe(4);
  });

  it('turns no more often beside a callback that yields, before or behind it', async () => {
    const plain = await turnsDuring([yielding()]);
    const ours = callbacks.map(([, make]) => make());
    expect(plain).toBeGreaterThanOrEqual(40);
    expect(await turnsDuring([yielding(), ...ours] as tf.Callback[])).toBe(plain);
    expect(await turnsDuring([...ours, yielding()] as tf.Callback[])).toBe(plain);
  });

  it('turns in a subclass of TrainingCallback too', async () => {
    class Mine extends TrainingCallback {
      override async onBatchEnd(batch: number, logs?: tf.Logs) {
        await super.onBatchEnd(batch, logs);
      }
    }
    expect(await turnsDuring([new Mine('Mine')])).toBe(4);
  });
});
