import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {refreshBatchNorm} from 'tfjs-callbacks';
import {imprint} from '../helpers/imprint';

const x = tf.tensor2d([
  [1, 2],
  [3, 6],
  [5, 1],
  [0, 9],
  [7, 7],
]);

/** Kernel, bias, gamma, beta, mean and variance. */
function normalized(): tf.Sequential {
  return tf.sequential({
    layers: [
      tf.layers.dense({units: 2, inputShape: [2], kernelInitializer: 'identity'}),
      tf.layers.batchNormalization({momentum: 0.9}),
    ],
  });
}

const statisticsOf = (model: tf.LayersModel) =>
  model.layers
    .at(-1)!
    .getWeights()
    .slice(2)
    .map((weight) => [...weight.dataSync()]);

/** The mean over batches of their means and variances. */
function expected(batches: tf.Tensor2D[]): number[][] {
  const moments = batches.map((batch) => tf.moments(batch, 0));
  const meanOf = (tensors: tf.Tensor[]) => [...tf.stack(tensors).mean(0).dataSync()];
  return [meanOf(moments.map(({mean}) => mean)), meanOf(moments.map(({variance}) => variance))];
}

const parts = (size: number) =>
  [0, 1, 2, 3, 4].flatMap<tf.Tensor2D>((i) => (i % size ? [] : [x.slice([i], [Math.min(size, 5 - i)])]));

describe('refreshBatchNorm', () => {
  const batches = () =>
    tf.data.generator<tf.TensorContainer>(function* () {
      for (const part of parts(2)) yield part;
    } as never);
  const pairs = () =>
    tf.data.generator<tf.TensorContainer>(function* () {
      for (const part of parts(2)) yield {xs: part, ys: tf.zeros([1])};
    } as never);

  it.each([
    ['a tensor', () => x, 2],
    ['a list of one', () => [x], 2],
    ['a tensor that is one batch', () => x, 32],
    ['a data set of inputs', batches, 32],
    ['a data set of inputs and targets', pairs, 32],
  ])('sets the statistics to the mean over the batches of %s', async (what, inputs, size) => {
    const model = normalized();
    await refreshBatchNorm(model, inputs(), size);
    const wanted = expected(what.endsWith('one batch') ? [x] : parts(2));
    for (const [i, values] of statisticsOf(model).entries()) {
      for (const [j, value] of values.entries()) expect(value).toBeCloseTo(wanted[i]![j]!, 5);
    }
  });

  it('forgets what they were, and leaves weights, momentum and tensors as they are', async () => {
    const [model, other] = [normalized(), normalized()];
    model.layers[1]!.setWeights([tf.ones([2]), tf.zeros([2]), tf.fill([2], 1e3), tf.fill([2], 1e3)]);
    const weights = () => imprint(model.getWeights().slice(0, 4));
    const was = weights();
    await refreshBatchNorm(other, x, 2);
    const {numTensors} = tf.memory();
    await refreshBatchNorm(model, x, 2);
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(statisticsOf(model)).toEqual(statisticsOf(other));
    expect(weights()).toEqual(was);
    expect((model.layers[1] as unknown as {momentum: number}).momentum).toBe(0.9);
  });

  it('finds them in models within models and in wrappers', async () => {
    const outer = tf.sequential();
    outer.add(tf.layers.reshape({targetShape: [1, 2], inputShape: [2]}));
    outer.add(tf.layers.timeDistributed({layer: tf.layers.batchNormalization()}));
    outer.add(tf.layers.flatten());
    outer.add(normalized());
    const within = outer.layers.at(-1) as tf.Sequential;
    const was = [imprint(outer.layers[1]!.getWeights()), imprint(within.getWeights())];
    await refreshBatchNorm(outer, x, 2);
    expect(imprint(outer.layers[1]!.getWeights())).not.toEqual(was[0]);
    expect(imprint(within.getWeights())).not.toEqual(was[1]);
  });

  it('leaves no tensor of a data set of inputs and targets', async () => {
    const model = normalized();
    const data = {
      size: 2,
      async iterator() {
        const rest = [0, 1];
        return {
          next: async () => {
            const done = rest.pop() === undefined;
            return {done, value: done ? null : {xs: x.clone(), ys: tf.zeros([5])}};
          },
        };
      },
    };
    const {numTensors} = tf.memory();
    await refreshBatchNorm(model, data as never);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  describe('of a model with two inputs', () => {
    const twoInputs = () => {
      const inputs = ['left', 'right'].map((name) => tf.input({shape: [1], name: `${name}_input`}));
      const outputs = tf.layers
        .batchNormalization()
        .apply(tf.layers.concatenate().apply(inputs)) as tf.SymbolicTensor;
      return tf.model({inputs, outputs});
    };
    const [left, right] = tf.split(x, 2, 1) as [tf.Tensor, tf.Tensor];
    const dataOf = (xs: (names: string[]) => object) => {
      const model = twoInputs();
      const data = tf.data.array([0]).map(() => ({xs: xs(model.inputNames)}) as never);
      return {model, done: refreshBatchNorm(model, data)};
    };

    it.each([
      ['in the order of the model', (a: string, b: string) => ({[a]: left.clone(), [b]: right.clone()})],
      ['in another order', (a: string, b: string) => ({[b]: right.clone(), [a]: left.clone()})],
    ])('takes inputs by name, %s', async (_order, xs) => {
      const model = twoInputs();
      await refreshBatchNorm(model, [left, right]);
      const named = dataOf(([a, b]) => xs(a!, b!));
      await named.done;
      expect(statisticsOf(named.model)).toEqual(statisticsOf(model));
    });

    it('says which one is missing, and changes nothing', async () => {
      const {numTensors} = tf.memory();
      const {model, done} = dataOf(([a]) => ({[a!]: left.clone(), other: right.clone()}));
      const [a, b] = model.inputNames;
      const was = statisticsOf(model);
      await expect(done).rejects.toThrow(
        new TypeError(`refreshBatchNorm: \`inputs\` must have a tensor "${b}"; got {${a}, other}.`),
      );
      expect(statisticsOf(model)).toEqual(was);
      model.dispose();
      expect(tf.memory().numTensors).toBe(numTensors);
    });
  });

  it.each([
    ['a tensor without rows', () => tf.zeros([0, 2])],
    ['an empty data set', () => tf.data.array<tf.TensorContainer>([])],
  ])('refuses %s, and changes nothing', async (_what, inputs) => {
    const model = normalized();
    const was = imprint(model.getWeights());
    await expect(refreshBatchNorm(model, inputs() as never)).rejects.toThrow(
      new RangeError('refreshBatchNorm: `inputs` must have at least one row; got none.'),
    );
    expect(imprint(model.getWeights())).toEqual(was);
    expect((model.layers[1] as unknown as {momentum: number}).momentum).toBe(0.9);
  });

  it('gives the momentum back when the data are at fault', async () => {
    const model = normalized();
    await expect(refreshBatchNorm(model, tf.zeros([2, 7]), 2)).rejects.toThrow();
    expect((model.layers[1] as unknown as {momentum: number}).momentum).toBe(0.9);
  });

  it('reads no data for a model without batch normalizations', async () => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
    let reads = 0;
    const data = {
      size: 1,
      iterator: async () => (reads += 1),
    };
    await refreshBatchNorm(model, data as never, 2);
    expect(reads).toBe(0);
  });

  it.each([
    [
      true,
      2,
      TypeError,
      '`inputs` must be a tensor of inputs, a list of them, or a data set of batches; got true.',
    ],
    [
      [],
      2,
      TypeError,
      '`inputs` must be a tensor of inputs, a list of them, or a data set of batches; got [].',
    ],
    [x, 0, RangeError, '`batchSize` must be an integer >= 1; got 0.'],
  ])('refuses %p in batches of %p', async (inputs, size, Kind, message) => {
    const model = normalized();
    await expect(refreshBatchNorm(model, inputs as never, size)).rejects.toThrow(
      new Kind(`refreshBatchNorm: ${message}`),
    );
  });
});
