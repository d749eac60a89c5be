import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {seededShuffle} from 'tfjs-callbacks';
import {tinyModel} from '../helpers/models';

const rows = 10;
const x = tf.tensor2d(Array.from({length: rows}, (_, row) => [row, row + 0.5]));
const y = tf.tensor2d(Array.from({length: rows}, (_, row) => [row * 100]));
const options = {batchSize: 4, seed: 1};

/** The rows of one epoch in their order, batch by batch; the batches are disposed. */
async function epoch(batches: tf.data.Dataset<{xs: tf.Tensor; ys: tf.Tensor}>): Promise<number[][]> {
  const order: number[][] = [];
  await batches.forEachAsync(({xs, ys}) => {
    const inputs = xs.arraySync() as number[][];
    expect((ys.arraySync() as number[][]).map(([value]) => value)).toEqual(inputs.map(([row]) => row! * 100));
    order.push(inputs.map(([row]) => row!));
    tf.dispose([xs, ys]);
  });
  return order;
}

const epochs = async (batches: ReturnType<typeof seededShuffle<tf.Tensor, tf.Tensor>>, n: number) => {
  const orders: number[][][] = [];
  for (let i = 0; i < n; i++) orders.push(await epoch(batches));
  return orders;
};

describe('seededShuffle', () => {
  it('gives every row once an epoch, in whole batches and a rest, inputs and targets together', async () => {
    const order = await epoch(seededShuffle(x, y, options));
    expect(order.map((batch) => batch.length)).toEqual([4, 4, 2]);
    expect(order.flat().sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('gives a new order in each epoch, the same in each run, another with another seed', async () => {
    const orders = await epochs(seededShuffle(x, y, options), 5);
    expect(new Set(orders.map((order) => order.join())).size).toBe(5);
    expect(await epochs(seededShuffle(x, y, options), 5)).toEqual(orders);
    expect(await epoch(seededShuffle(x, y, {...options, seed: 2}))).not.toEqual(orders[0]);
  });

  it('can begin in the middle', async () => {
    const orders = await epochs(seededShuffle(x, y, options), 5);
    expect(await epochs(seededShuffle(x, y, {...options, initialEpoch: 3}), 2)).toEqual(orders.slice(3));
  });

  it('counts no epoch for an iterator that is never read', async () => {
    const batches = seededShuffle(x, y, options);
    await batches.iterator();
    await batches.iterator();
    expect(await epoch(batches)).toEqual(await epoch(seededShuffle(x, y, options)));
  });

  it('has batches of 32 unless told otherwise', async () => {
    const [many, targets] = [x.tile([4, 1]), y.tile([4, 1])];
    const order = await epoch(seededShuffle(many, targets, {seed: 1}));
    expect(order.map((batch) => batch.length)).toEqual([32, 8]);
  });

  it('keeps lists and objects of tensors in their form', async () => {
    const iterator = await seededShuffle({a: x, b: y}, [y, x], {batchSize: 3, seed: 1}).iterator();
    const {value} = await iterator.next();
    expect(Object.keys(value.xs)).toEqual(['a', 'b']);
    expect(value.xs.b.arraySync()).toEqual(value.ys[0]!.arraySync());
    expect(value.xs.a.arraySync()).toEqual(value.ys[1]!.arraySync());
    expect(value.xs.a.shape).toEqual([3, 2]);
    tf.dispose([value.xs, value.ys]);
  });

  it('keeps the type of integers', async () => {
    const iterator = await seededShuffle(x.toInt(), y.toBool(), options).iterator();
    const {value} = await iterator.next();
    expect([value.xs.dtype, value.ys.dtype]).toEqual(['int32', 'bool']);
    tf.dispose([value.xs, value.ys]);
  });
});

describe('fitDataset with seededShuffle', () => {
  const fit = async (initialEpoch: number, upTo: number, model: tf.LayersModel) => {
    const batches = seededShuffle(x, y, {...options, initialEpoch});
    const {history} = await model.fitDataset(batches, {initialEpoch, epochs: upTo, verbose: 0});
    return history['loss'] as number[];
  };
  const model = () => tinyModel(tf.train.sgd(0.001));

  it('trains the same in each run', async () => {
    const losses = await fit(0, 4, model());
    expect(await fit(0, 4, model())).toEqual(losses);
  });

  it('makes of two fits the one that was not interrupted, and of one data set in two fits too', async () => {
    const whole = await fit(0, 4, model());
    const parted = model();
    expect([...(await fit(0, 2, parted)), ...(await fit(2, 4, parted))]).toEqual(whole);

    const [again, batches] = [model(), seededShuffle(x, y, options)];
    const losses: unknown[] = [];
    for (const [initialEpoch, epochs] of [
      [0, 1],
      [1, 4],
    ] as const) {
      const {history} = await again.fitDataset(batches, {initialEpoch, epochs, verbose: 0});
      losses.push(...history['loss']!);
    }
    expect(losses).toEqual(whole);
  });

  it('knows its size, so that no number of batches must be given', async () => {
    const batches = seededShuffle(x, y, options);
    expect(batches.size).toBe(3);
    let updates = 0;
    await model().fitDataset(batches, {
      ...{epochs: 2, verbose: 0},
      callbacks: new tf.CustomCallback({
        onBatchEnd: () => {
          updates += 1;
        },
      }),
    });
    expect(updates).toBe(6);
  });

  it('leaves no tensor behind, nor takes any away', async () => {
    const trained = model();
    await fit(0, 1, trained);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 50; i++) await fit(0, 1, trained);
    await trained.fitDataset(seededShuffle(x, y, options), {
      ...{epochs: 2, verbose: 0},
      callbacks: new tf.CustomCallback({onBatchEnd: () => void (trained.stopTraining = true)}),
    });
    expect(tf.memory().numTensors).toBe(before);
    expect([x.isDisposed, y.isDisposed]).toEqual([false, false]);
  });
});

describe('seededShuffle refuses', () => {
  const tensors = 'must be a tensor, a list of tensors or an object of tensors, all with rows; got ';

  it.each([
    [{seed: undefined}, 'seededShuffle: `seed` must be an integer from 0 to 4294967295; got undefined.'],
    [{seed: -1}, 'seededShuffle: `seed` must be an integer from 0 to 4294967295; got -1.'],
    [{seed: 1.5}, 'seededShuffle: `seed` must be an integer from 0 to 4294967295; got 1.5.'],
    [{seed: '1'}, 'seededShuffle: `seed` must be an integer from 0 to 4294967295; got "1".'],
    [{batchSize: 0}, 'seededShuffle: `batchSize` must be an integer >= 1; got 0.'],
    [{batchSize: NaN}, 'seededShuffle: `batchSize` must be an integer >= 1; got NaN.'],
    [{initialEpoch: -1}, 'seededShuffle: `initialEpoch` must be an integer >= 0; got -1.'],
    [{batch_size: 4}, 'seededShuffle: unknown option `batch_size`; did you mean `batchSize`?'],
  ])('%j', (change, message) => {
    expect(() => seededShuffle(x, y, {...options, ...change} as never)).toThrow(message);
  });

  it.each([
    ['x', [[1, 2]], y, '[[1, 2]].'],
    ['x', undefined, y, 'undefined.'],
    ['x', [], y, '[].'],
    ['y', x, tf.scalar(1), 'an instance of Tensor.'],
    ['y', x, {labels: 5}, '{labels}.'],
  ])('for %s what is no rows', (name, xs, ys, shown) => {
    expect(() => seededShuffle(xs as never, ys as never, options)).toThrow(
      new TypeError(`seededShuffle: \`${name}\` ${tensors}${shown}`),
    );
  });

  it('inputs and targets that do not fit', () => {
    expect(() => seededShuffle(x, y.slice(0, 4), options)).toThrow(
      new RangeError('seededShuffle: `x` and `y` must have equally many rows; got 10 and 4.'),
    );
  });
});
