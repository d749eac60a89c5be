import {describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  captureTrainingState,
  clipGradients,
  combine,
  gradientNormChart,
  gradientNormMonitor,
  scheduled,
  seededShuffle,
  type ClipGradientsOptions,
  type ClippedOptimizer,
  type GradientNormMonitor,
  type GradientNorms,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);
const sgd = () => tf.train.sgd(1);

/** Makes an update with a gradient of this norm. */
function update(optimizer: tf.Optimizer, norm: number): void {
  const weight = tf.variable(tf.scalar(1));
  tf.tidy(() => optimizer.applyGradients({[weight.name]: tf.scalar(norm)}));
  weight.dispose();
}

/** Hands gradients of these norms to the model's optimizer, epoch by epoch; gives the logs of each. */
async function epochsOf(
  {model, monitor}: {model: tf.LayersModel; monitor: GradientNormMonitor},
  epochs: readonly (readonly number[])[],
): Promise<tf.Logs[]> {
  monitor.setModel(model);
  await monitor.onTrainBegin();
  const all = [];
  for (const [epoch, norms] of epochs.entries()) {
    await monitor.onEpochBegin(epoch);
    for (const norm of norms) update(model.optimizer, norm);
    const logs: tf.Logs = {};
    await monitor.onEpochEnd(epoch, logs);
    all.push(logs);
  }
  return all;
}

/** What the monitor reads of these epochs. */
async function readings(options: ClipGradientsOptions, epochs: number[][]): Promise<GradientNorms> {
  const monitor = gradientNormMonitor();
  await epochsOf({model: tinyModel(clipGradients(sgd(), options)), monitor}, epochs);
  return monitor.epochs;
}

const fits: [string, (model: tf.LayersModel, callbacks: tf.Callback) => Promise<tf.History>][] = [
  ['fit', (model, callbacks) => model.fit(x, y, {batchSize: 4, epochs: 3, verbose: 0, callbacks})],
  [
    'fitDataset',
    (model, callbacks) =>
      model.fitDataset(seededShuffle(x, y, {batchSize: 4, seed: 1}), {epochs: 3, verbose: 0, callbacks}),
  ],
];

describe.each(fits)('GradientNormMonitor in %s', (_name, fit) => {
  it('puts norms and counts of each epoch into the history', async () => {
    const optimizer = clipGradients(tf.train.sgd(0.1), {globalNorm: 0.5});
    const monitor = gradientNormMonitor();
    const {history} = await fit(tinyModel(optimizer), monitor);
    const {norms, clipped} = await optimizer.stats();
    const pairs = [norms.slice(0, 2), norms.slice(2, 4), norms.slice(4)] as [number, number][];
    const median = pairs.map(([a, b]) => (a + b) / 2);
    const p99 = pairs.map(([a, b]) => Math.max(a, b) * 0.99 + Math.min(a, b) * 0.01);
    const share = pairs.map((pair) => pair.filter((norm) => norm > 0.5).length / 2);
    expect(clipped).toBeGreaterThan(0);
    expect(share.reduce((sum, one) => sum + 2 * one, 0)).toBe(clipped);

    expect(Object.keys(history)).toEqual([
      ...['loss', 'mae', 'gradient_norm', 'gradient_norm_p99', 'gradient_clipped', 'gradient_skipped'],
    ]);
    const close = (values: number[]) => values.map((value) => expect.closeTo(value, 12) as unknown);
    expect(history['gradient_norm']).toEqual(close(median));
    expect(history['gradient_norm_p99']).toEqual(close(p99));
    expect(history['gradient_clipped']).toEqual(share);
    expect(history['gradient_skipped']).toEqual([0, 0, 0]);
    expect(monitor.epochs).toEqual({
      index: [0, 1, 2],
      median: history['gradient_norm'],
      p99: history['gradient_norm_p99'],
      clipped: share,
      skipped: [0, 0, 0],
      threshold: [0.5, 0.5, 0.5],
    });
  });
});

describe('GradientNormMonitor', () => {
  it('changes nothing in the training, and leaves no tensor behind', async () => {
    const trained = async (optimizer: tf.Optimizer, callbacks: tf.Callback | tf.CustomCallback) => {
      const model = tinyModel(optimizer);
      await model.fit(x, y, {batchSize: 4, epochs: 1, shuffle: false, verbose: 0});
      const {numTensors} = tf.memory();
      await model.fit(x, y, {batchSize: 4, epochs: 2, shuffle: false, verbose: 0, callbacks});
      expect(tf.memory().numTensors).toBe(numTensors);
      return model.getWeights().map((weight) => [...weight.dataSync()]);
    };
    const plain = await trained(tf.train.sgd(0.1), new tf.CustomCallback({}));
    const optimizer = clipGradients(tf.train.sgd(0.1), {globalNorm: 1e6});
    expect(await trained(optimizer, gradientNormMonitor())).toEqual(plain);
  });

  it('has median, 99th percentile and shares of the epoch alone', async () => {
    expect(await readings({globalNorm: 2.5}, [[1, 2, 3], [10]])).toEqual({
      index: [0, 1],
      median: [2, 10],
      p99: [expect.closeTo(2.98, 12), 10],
      clipped: [1 / 3, 1],
      skipped: [0, 0],
      threshold: [2.5, 2.5],
    });
  });

  it('counts updates that were left out, and takes their norms for the largest', async () => {
    const {median, p99, clipped, skipped} = await readings({globalNorm: 2.5, nonFinite: 'skip'}, [
      ...[[1, NaN, 3], [1], [Infinity, 1, NaN, Infinity]],
    ]);
    expect(median).toEqual([3, 1, Infinity]);
    expect(p99).toEqual([NaN, 1, NaN]);
    expect(clipped).toEqual([1 / 3, 0, 0]);
    expect(skipped).toEqual([1, 0, 3]);
  });

  it('has NaN for an epoch without an update, in the logs too', async () => {
    const monitor = gradientNormMonitor();
    const logs = await epochsOf({model: tinyModel(clipGradients(sgd(), {globalNorm: 1})), monitor}, [
      [],
      [2],
    ]);
    expect(logs).toEqual([
      {gradient_norm: NaN, gradient_norm_p99: NaN, gradient_clipped: NaN, gradient_skipped: 0},
      {gradient_norm: 2, gradient_norm_p99: 2, gradient_clipped: 1, gradient_skipped: 0},
    ]);
  });

  it('describes an epoch of more than 1,024 updates by its latest norms, and counts all', async () => {
    const long = Array.from({length: 1224}, (_, i) => (i < 306 ? 100 : i));
    const {median, clipped} = await readings({globalNorm: 50}, [long, [1]]);
    // 106 of the 1,024 are 100, the others 306 to 1223.
    expect(median).toEqual([(711 + 712) / 2, 1]);
    expect(clipped).toEqual([1, 0]);
  });

  it('has the threshold of the last update, from a schedule too, and asks it for no later one', async () => {
    const asked: number[] = [];
    const falling = (step: number) => {
      asked.push(step);
      return 3 - step;
    };
    const {threshold, clipped} = await readings({globalNorm: falling}, [[2.5, 2.5], [2.5]]);
    expect(threshold).toEqual([2, 1]);
    expect(clipped).toEqual([0.5, 1]);
    expect(Math.max(...asked)).toBe(2);
  });

  it.each<[ClipGradientsOptions]>([[{value: 1}], [{norm: 1}], [{adaptive: {}}]])(
    'has the norms but no threshold with %j, which is no global norm',
    async (options) => {
      const {median, threshold} = await readings(options, [[4], [5]]);
      expect(median).toEqual([4, 5]);
      expect(threshold).toEqual([null, null]);
    },
  );

  it('finds the optimizer within others, of several the outermost', async () => {
    const inner = clipGradients(sgd(), {globalNorm: 1});
    const outer = clipGradients(inner, {globalNorm: 10});
    const monitor = gradientNormMonitor();
    await epochsOf({model: tinyModel(scheduled(outer, () => 0.1)), monitor}, [[5, 20]]);
    expect(monitor.epochs).toMatchObject({median: [12.5], clipped: [0.5], threshold: [10]});
    expect(await inner.stats()).toMatchObject({norms: [5, 10], clipped: 2});
  });

  it('counts nothing that was before the fit', async () => {
    const model = tinyModel(clipGradients(sgd(), {globalNorm: 1}));
    const monitor = gradientNormMonitor();
    await epochsOf({model, monitor}, [[2], [3]]);
    update(model.optimizer, 50);
    await epochsOf({model, monitor}, [[0.5, 4]]);
    expect(monitor.epochs).toMatchObject({index: [0], median: [2.25], clipped: [0.5]});
  });

  it('knows nothing of an epoch after which the optimizer was put back, and all of the next', async () => {
    const model = tinyModel(clipGradients(sgd(), {globalNorm: 1}));
    update(model.optimizer, 7);
    const state = captureTrainingState(model);
    update(model.optimizer, 7);
    const monitor = gradientNormMonitor();
    monitor.setModel(model);
    await monitor.onTrainBegin();
    state.restore();
    await monitor.onEpochEnd(0);
    update(model.optimizer, 5);
    await monitor.onEpochEnd(1);
    expect(monitor.epochs).toMatchObject({median: [NaN, 5], clipped: [NaN, 1], skipped: [0, 0]});
    state.dispose();
  });

  it('reads the norms once an epoch', async () => {
    const optimizer = clipGradients(sgd(), {globalNorm: 1});
    const stats = jest.spyOn(optimizer, 'stats');
    await epochsOf({model: tinyModel(optimizer), monitor: gradientNormMonitor()}, [[1], [2], [3]]);
    expect(stats).toHaveBeenCalledTimes(1 + 3);
  });

  it('gives copies', async () => {
    const monitor = gradientNormMonitor();
    await epochsOf({model: tinyModel(clipGradients(sgd(), {globalNorm: 1})), monitor}, [[2]]);
    monitor.epochs.median.push(9);
    monitor.getState().epochs.median.push(9);
    expect(monitor.epochs.median).toEqual([2]);
  });

  it('goes on from a state taken as JSON, what is not finite included, for one fit', async () => {
    const model = () => tinyModel(clipGradients(sgd(), {globalNorm: 1, nonFinite: 'skip'}));
    const epochs = [[1, 2], [Infinity], [NaN], []];
    const first = gradientNormMonitor();
    await epochsOf({model: model(), monitor: first}, epochs);
    const state = JSON.stringify(first.getState());

    const second = gradientNormMonitor();
    second.setState(JSON.parse(state));
    expect(JSON.stringify(second.getState())).toBe(state);
    await epochsOf({model: model(), monitor: second}, [[3]]);
    const {epochs: were} = first;
    expect(second.epochs).toEqual({
      index: [0, 1, 2, 3, 0],
      median: [...were.median, 3],
      p99: [...were.p99, 3],
      clipped: [...were.clipped, 1],
      skipped: [0, 1, 1, 0, 0],
      threshold: [1, 1, 1, 1, 1],
    });
    expect(were.median).toEqual([1.5, Infinity, NaN, NaN]);

    await epochsOf({model: model(), monitor: second}, [[4]]);
    expect(second.epochs.median).toEqual([4]);
  });

  it('keeps null for a threshold that is none in its state', async () => {
    const monitor = gradientNormMonitor();
    await epochsOf({model: tinyModel(clipGradients(sgd(), {value: 1})), monitor}, [[2]]);
    const again = gradientNormMonitor();
    again.setState(JSON.parse(JSON.stringify(monitor.getState())));
    await epochsOf({model: tinyModel(clipGradients(sgd(), {value: 1})), monitor: again}, []);
    expect(again.epochs).toEqual(monitor.epochs);
    expect(again.epochs.threshold).toEqual([null]);
  });

  it('is read by its chart as it is', async () => {
    const epochs = await readings({globalNorm: 1}, [[2, 0.5], []]);
    expect(gradientNormChart(epochs)['title']).toMatchObject({
      subtitle: 'threshold 1, 50 % of the updates clipped',
    });
  });

  it.each([
    ['SGD', sgd],
    ['Adam', () => scheduled(tf.train.adam(), () => 0.1)],
  ])('says at once that %s clips nothing', async (name, make) => {
    const fit = tinyModel(make()).fit(x, y, {verbose: 0, callbacks: gradientNormMonitor()});
    await expect(fit).rejects.toThrow(
      new TypeError(
        'GradientNormMonitor: `optimizer` must clip gradients, so that it knows their norms; got ' +
          `${name}. Compile the model with clipGradients(optimizer, {globalNorm: 1}).`,
      ),
    );
  });

  it('works behind a plain object, and for those behind it the norms are in the logs', async () => {
    const seen: unknown[] = [];
    const optimizer: ClippedOptimizer = clipGradients(tf.train.sgd(0.1), {globalNorm: 1});
    const show = (_epoch: number, logs?: tf.Logs) => {
      seen.push(logs?.['gradient_norm']);
    };
    await tinyModel(optimizer).fit(x, y, {
      ...{epochs: 1, batchSize: 8, verbose: 0},
      callbacks: combine([{onEpochBegin() {}}, gradientNormMonitor(), {onEpochEnd: show}]),
    });
    expect(seen).toEqual((await optimizer.stats()).norms);
  });

  it('refuses a state that is none', () => {
    expect(() => gradientNormMonitor().setState([] as never)).toThrow(
      new TypeError('GradientNormMonitor: `state` must be what getState() gave; got [].'),
    );
  });
});
