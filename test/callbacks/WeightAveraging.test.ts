import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  captureTrainingState,
  clipGradients,
  earlyStopping,
  layerwise,
  modelCheckpoint,
  OptimizerWrapper,
  refreshBatchNorm,
  trainingStateFromArtifacts,
  swapEMAWeights,
  weightAveraging,
  type WeightAveraging,
  type WeightAveragingOptions,
} from 'tfjs-callbacks';
import {imprint} from '../helpers/imprint';
import {tinyModel, trainingData} from '../helpers/models';
import {optimizers} from '../helpers/optimizers';
import {deepModel, weightsOf} from '../optimizers/wrapped';

const {x, y} = trainingData(8);

type FitArgs = Partial<tf.ModelFitArgs>;
const fit = (model: tf.LayersModel, callbacks: tf.Callback[], args: FitArgs = {}) =>
  model.fit(x, y, {epochs: 3, batchSize: 4, shuffle: false, verbose: 0, callbacks, ...args});

const dataset = () =>
  tf.data
    .zip({xs: tf.data.array(x.arraySync()), ys: tf.data.array(y.arraySync())})
    .batch(4) as tf.data.Dataset<never>;

/** The trainable weights after each update of a plain training. */
async function pathOf(make: () => tf.LayersModel, args: FitArgs = {}): Promise<number[][]> {
  const model = make();
  const path: number[][] = [];
  const recorder = new (class extends tf.Callback {
    override async onBatchEnd() {
      path.push(trainable(model));
    }
  })();
  await fit(model, [recorder], args);
  return path;
}

const trainable = (model: tf.LayersModel) =>
  model.trainableWeights.flatMap((weight) => [...weight.read().dataSync()]);

const mean = (vectors: number[][]) =>
  vectors[0]!.map((_, i) => vectors.reduce((sum, vector) => sum + vector[i]!, 0) / vectors.length);

function expectNear(got: number[], want: number[]): void {
  for (const [i, value] of want.entries()) expect(got[i]).toBeCloseTo(value, 5);
}

const deep = () => deepModel(tf.train.adam(0.1));

/** The exponential average of the weights after the updates of a path. */
const emaOf = ([first, ...others]: number[][], momentum: number) =>
  others.reduce(
    (average, weights) => average.map((value, i) => momentum * value + (1 - momentum) * weights[i]!),
    first!,
  );

/** A callback of the user's own with one hook. */
const hooked = (hook: 'onBatchEnd' | 'onEpochEnd', run: (index: number) => unknown): tf.Callback =>
  Object.assign(new (class extends tf.Callback {})(), {[hook]: async (index: number) => run(index)});

beforeEach(() => {
  jest.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('WeightAveraging', () => {
  it('gives the model the exponential average of the weights after all updates', async () => {
    const path = await pathOf(deep);
    const model = deep();
    const averaging = weightAveraging({momentum: 0.9});
    await fit(model, [averaging]);
    expectNear(trainable(model), emaOf(path, 0.9));
    expect(averaging.averaged).toBe(6);
  });

  it('gives the model the mean of the weights after the epochs with swa', async () => {
    const path = await pathOf(deep);
    const model = deep();
    const averaging = weightAveraging({mode: 'swa'});
    await fit(model, [averaging]);
    expectNear(trainable(model), mean([path[1]!, path[3]!, path[5]!]));
    expect(averaging.averaged).toBe(3);
  });

  it.each<[WeightAveragingOptions, number[]]>([
    [{by: 'step'}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [{by: 'step', start: 3}, [3, 4, 5, 6, 7, 8, 9]],
    [{by: 'step', every: 3}, [0, 3, 6, 9]],
    [{by: 'step', start: 1, every: 4}, [1, 5, 9]],
    [{by: 'epoch', start: 2}, [5, 7, 9]],
    [{by: 'epoch', start: 1, every: 2}, [3, 7]],
    [{by: 'epoch', start: 4}, [9]],
  ])('takes in with %j the weights after the updates %j', async (options, updates) => {
    const path = await pathOf(deep, {epochs: 5});
    const model = deep();
    await fit(model, [weightAveraging({mode: 'swa', ...options})], {epochs: 5});
    expectNear(trainable(model), mean(updates.map((update) => path[update]!)));
  });

  it('leaves the model its weights when there is no average', async () => {
    const [model, plain] = [deep(), deep()];
    await fit(plain, []);
    const averaging = weightAveraging({mode: 'swa', start: 10});
    await fit(model, [averaging], {validationData: [x, y]});
    expect(weightsOf(model)).toEqual(weightsOf(plain));
    expect(await averaging.withAverages(() => weightsOf(model))).toEqual(weightsOf(plain));
  });

  it('does not change the training, and can leave the weights in the model', async () => {
    for (const [name, make] of optimizers) {
      const [model, plain] = [deepModel(make(0.1)), deepModel(make(0.1))];
      await fit(plain, []);
      await fit(model, [weightAveraging({averageAtEnd: false})], {validationData: [x, y]});
      expect([name, weightsOf(model)]).toEqual([name, weightsOf(plain)]);
    }
  });

  it('does not average the statistics of batch normalizations', async () => {
    const [model, plain] = [deep(), deep()];
    await fit(plain, []);
    await fit(model, [weightAveraging({momentum: 0.5})]);
    const statistics = (one: tf.LayersModel) => imprint(one.layers[1]!.getWeights().slice(2));
    expect(statistics(model)).toEqual(statistics(plain));
    expect(imprint(model.layers[1]!.getWeights().slice(0, 2))).not.toEqual(
      imprint(plain.layers[1]!.getWeights().slice(0, 2)),
    );
  });

  it('has them computed anew for the averages by refreshBatchNorm', async () => {
    const [model, plain] = [deep(), deep()];
    await fit(plain, [weightAveraging({momentum: 0.5})]);
    await fit(model, [weightAveraging({momentum: 0.5})]);
    await refreshBatchNorm(model, x, 4);
    expect(trainable(model)).toEqual(trainable(plain));
    const first = model.layers[0]!.apply(x) as tf.Tensor2D;
    const halves = [first.slice([0], [4]), first.slice([4], [4])].map((half) => [...half.mean(0).dataSync()]);
    expectNear([...model.layers[1]!.getWeights()[2]!.dataSync()], mean(halves));
  });

  it.each(['fit', 'fitDataset'])('lets the validation of %s see the averages', async (way) => {
    const averaging = weightAveraging({momentum: 0.5});
    const model = deep();
    const losses: number[] = [];
    const evaluator = new (class extends tf.Callback {
      override async onEpochEnd() {
        const loss = await averaging.withAverages(() => model.evaluate(x, y) as tf.Scalar);
        losses.push((await loss.data())[0]!);
      }
    })();
    const callbacks = [averaging, evaluator];
    const {history} =
      way === 'fit'
        ? await fit(model, callbacks, {validationData: [x, y]})
        : await model.fitDataset(dataset(), {epochs: 3, verbose: 0, validationData: [x, y], callbacks});
    expectNear(history['val_loss'] as number[], losses);
    const bare = deep();
    const other = await fit(bare, [], {validationData: [x, y]});
    expect(history['loss']).toEqual(other.history['loss']);
    expect(history['val_loss']).not.toEqual(other.history['val_loss']);
  });

  it('lets it see them when the last update of an epoch is skipped', async () => {
    const model = tinyModel(clipGradients(tf.train.sgd(0.1), {globalNorm: 1e6, nonFinite: 'skip'}));
    const averaging = weightAveraging({momentum: 0.5});
    const [weights, averages]: number[][] = [[], []];
    const lossOf = () => (model.evaluate(x, y) as tf.Scalar[])[0]!.dataSync()[0]!;
    const evaluator = hooked('onEpochEnd', async () => {
      weights!.push(lossOf());
      averages!.push(await averaging.withAverages(lossOf));
    });
    const {history} = await model.fit(tf.concat([x.slice([0], [4]), tf.fill([4, 2], NaN)]), y, {
      ...{epochs: 3, batchSize: 4, shuffle: false, verbose: 0, validationData: [x, y]},
      callbacks: [averaging, evaluator],
    });
    expectNear(history['val_loss'] as number[], averages!);
    expect(Math.abs(averages![0]! - weights![0]!)).toBeLessThan(1e-6);
    expect(Math.abs(averages![1]! - weights![1]!)).toBeGreaterThan(1e-3);
    expect(averaging.getState().updates).toBe(6);
  });

  it('warns once that validation sees the weights when the length of an epoch is not known', async () => {
    const data = tf.data.generator<never>(function* () {
      yield {xs: x.clone(), ys: y.clone()};
    } as never);
    const args = {epochs: 2, verbose: 0 as const, validationData: [x, y] as never};
    const [model, plain] = [deep(), deep()];
    const {history} = await model.fitDataset(data, {...args, callbacks: [weightAveraging({momentum: 0.5})]});
    const other = await plain.fitDataset(data, args);
    expect(history['val_loss']).toEqual(other.history['val_loss']);
    expect(console.warn).toHaveBeenCalledTimes(1);
    expect(console.warn).toHaveBeenCalledWith(
      'WeightAveraging: validation sees the weights, for the length of an epoch is not known. ' +
        'Pass batchesPerEpoch to fitDataset.',
    );
  });

  it('lets other callbacks see the averages at the end of an epoch with swapOnEpoch', async () => {
    const seen: Record<string, number[][]> = {false: [], true: []};
    for (const swapOnEpoch of [false, true]) {
      const model = deep();
      const averaging = weightAveraging({momentum: 0.5, swapOnEpoch});
      const recorder = new (class extends tf.Callback {
        override async onEpochEnd() {
          seen[String(swapOnEpoch)]!.push(await averaging.withAverages(() => trainable(model)));
          expect(trainable(model)).not.toEqual(swapOnEpoch ? [] : seen['false']!.at(-1));
          if (swapOnEpoch) expect(trainable(model)).toEqual(seen['true']!.at(-1));
        }
      })();
      await fit(model, [averaging, recorder]);
    }
    expect(seen['true']).toEqual(seen['false']);
  });

  it('shows the callbacks behind it the weights that are trained, at the end of each batch and epoch', async () => {
    const path = await pathOf(deep);
    const seen: number[][] = [];
    const model = deep();
    const recorders = (['onBatchEnd', 'onEpochEnd'] as const).map((hook) =>
      hooked(hook, () => seen.push(trainable(model))),
    );
    await fit(model, [weightAveraging({momentum: 0.5}), ...recorders], {validationData: [x, y]});
    const [a, b, c, d, e, f] = path;
    expect(seen).toEqual([a, b, b, c, d, d, e, f, f]);
  });

  it.each([
    ['WeightAveraging', () => weightAveraging({momentum: 0.75})],
    ['SwapEMAWeights', () => swapEMAWeights({emaMomentum: 0.75})],
  ])('works as %s with a functional model under layerwise', async (_name, make) => {
    const functional = () => {
      const input = tf.input({shape: [2]});
      const [left, right] = ['left', 'right'].map(
        (name, seed) =>
          tf.layers
            .dense({units: 2, name, kernelInitializer: tf.initializers.glorotUniform({seed: seed + 1})})
            .apply(input) as tf.SymbolicTensor,
      );
      const outputs = tf.layers
        .dense({units: 1, kernelInitializer: tf.initializers.glorotUniform({seed: 3})})
        .apply(tf.layers.multiply().apply([left!, right!])) as tf.SymbolicTensor;
      const model = tf.model({inputs: input, outputs});
      model.compile({
        optimizer: layerwise(tf.train.adam(0.1), [['left', 0.25]]),
        loss: 'meanSquaredError',
      });
      return model;
    };
    const path = await pathOf(functional);
    const model = functional();
    const {history} = await fit(model, [make()], {validationData: [x, y]});
    expectNear(trainable(model), emaOf(path, 0.75));
    const loss = (model.evaluate(x, y) as tf.Scalar).dataSync()[0];
    expect(history['val_loss']!.at(-1)).toBeCloseTo(loss!, 6);
  });

  it('counts the updates from the epoch on at which the fit begins', async () => {
    const averaging = weightAveraging({mode: 'swa', by: 'step', start: 3});
    await fit(deep(), [averaging], {epochs: 3, initialEpoch: 1});
    expect(averaging.averaged).toBe(3);
    expect(averaging.getState().updates).toBe(6);
  });

  it.each([
    ['a wrapper', (optimizer: tf.Optimizer) => new OptimizerWrapper(optimizer)],
    ['layerwise', (optimizer: tf.Optimizer) => layerwise(optimizer, [['first', 0.5]])],
  ])('sees the weights as they are after the update of %s', async (_name, wrap) => {
    const make = () => deepModel(wrap(tf.train.sgd(0.1)));
    const path = await pathOf(make);
    const model = make();
    await fit(model, [weightAveraging({mode: 'swa', by: 'step'})]);
    expectNear(trainable(model), mean(path));
  });

  it('works with an optimizer that does not tell when it has made an update', async () => {
    const silent = () => {
      const inner = tf.train.sgd(0.1);
      const gradientsOf = inner.applyGradients.bind(inner);
      inner.applyGradients = (gradients) => {
        const {incrementIterations} = inner as unknown as {incrementIterations: () => void};
        Object.assign(inner, {incrementIterations() {}});
        gradientsOf(gradients);
        Object.assign(inner, {incrementIterations});
      };
      return inner;
    };
    const path = await pathOf(() => deepModel(silent()));
    const model = deepModel(silent());
    await fit(model, [weightAveraging({mode: 'swa', by: 'step'})]);
    expectNear(trainable(model), mean(path));
  });
});

describe('WeightAveraging beside other callbacks', () => {
  it.each<[string, string, () => WeightAveraging[]]>([
    [
      'WeightAveraging',
      'WeightAveraging and SwapEMAWeights',
      () => [weightAveraging({mode: 'swa'}), swapEMAWeights()],
    ],
    ['SwapEMAWeights', 'SwapEMAWeights and WeightAveraging', () => [swapEMAWeights(), weightAveraging()]],
    [
      'WeightAveraging',
      'WeightAveraging and WeightAveraging',
      () => Array(2).fill(weightAveraging()) as WeightAveraging[],
    ],
  ])('is refused as %s when there are %s', async (name, both, make) => {
    const model = deep();
    const was = weightsOf(model);
    const fields = Object.keys(model.optimizer);
    await expect(fit(model, make())).rejects.toThrow(
      new TypeError(`${name}: must be the only average in a fit; got ${both}.`),
    );
    expect(weightsOf(model)).toEqual(was);
    expect(Object.keys(model.optimizer)).toEqual(fields);
    await fit(model, make().slice(0, 1));
  });

  const restoring = (monitor: string) => earlyStopping({monitor, patience: 9, restoreBestWeights: true});
  const saving = (saveBestOnly: boolean) => {
    const dateSaved = new Date(0);
    const filepath = tf.io.withSaveHandler(async () => ({
      modelArtifactsInfo: {dateSaved, modelTopologyType: 'JSON'},
    }));
    return modelCheckpoint({filepath, saveBestOnly, includeOptimizer: false});
  };
  const swapped = () => weightAveraging({swapOnEpoch: true});

  it.each<[string, boolean, () => tf.Callback[]]>([
    ['before earlyStopping', true, () => [weightAveraging(), restoring('val_loss')]],
    ['behind earlyStopping', true, () => [restoring('val_loss'), swapped()]],
    ['before modelCheckpoint', true, () => [weightAveraging(), saving(true)]],
    ['before both, with swapOnEpoch', false, () => [swapped(), restoring('val_loss'), saving(true)]],
    ['between both, with swapOnEpoch', true, () => [restoring('val_loss'), swapped(), saving(true)]],
    ['before one that looks at the training', false, () => [weightAveraging(), restoring('loss')]],
    ['before one that restores nothing', false, () => [weightAveraging(), earlyStopping({patience: 9})]],
    ['before one that saves every epoch', false, () => [weightAveraging(), saving(false)]],
  ])('standing %s, says how to keep the best averages: %p', async (_place, warns, make) => {
    await fit(deep(), make(), {validationData: [x, y]});
    const message =
      'WeightAveraging: validation sees the averages; to keep the best of them ' +
      'write callbacks: [new WeightAveraging({swapOnEpoch: true}), …].';
    expect(jest.mocked(console.warn).mock.calls).toEqual(warns ? [[message]] : []);
  });

  it.each([
    ['before', (stopping: tf.Callback, averaging: tf.Callback) => [stopping, averaging]],
    ['behind', (stopping: tf.Callback, averaging: tf.Callback) => [averaging, stopping]],
  ])('leaves the model its best epoch when a fit throws, with EarlyStopping %s it', async (_place, list) => {
    const model = tinyModel();
    const stopping = restoring('loss');
    const epochs: unknown[] = [];
    let batches = 0;
    const throwing = hooked('onBatchEnd', () => {
      batches += 1;
      if (batches === 6) throw new Error('stop');
    });
    const recorder = hooked('onEpochEnd', () => epochs.push(weightsOf(model)));
    const callbacks = [throwing, ...list(stopping, weightAveraging({momentum: 0.5})), recorder];
    await expect(fit(model, callbacks, {validationData: [x, y]})).rejects.toThrow('stop');
    expect(epochs).toHaveLength(2);
    expect(weightsOf(model)).toEqual(epochs[stopping.best!.epoch]);
  });
});

describe('The state of WeightAveraging', () => {
  const modes: [string, WeightAveragingOptions][] = [
    ['ema', {momentum: 0.9}],
    ['ema that overwrites', {momentum: 0.9, overwriteFrequency: 3}],
    ['swa', {mode: 'swa', start: 1}],
    ['swapOnEpoch', {momentum: 0.9, swapOnEpoch: true}],
    ['averages that stay out', {momentum: 0.9, averageAtEnd: false}],
  ];
  const args = {validationData: [x, y] as [tf.Tensor, tf.Tensor]};

  it.each(modes)(
    'lets a training go on in another process as if it had never stopped: %s',
    async (_name, options) => {
      const whole = deep();
      const {history} = await fit(whole, [weightAveraging(options)], {epochs: 5, ...args});

      const begun = deep();
      const first = weightAveraging(options);
      await fit(begun, [first], {epochs: 2, ...args});
      const text = JSON.stringify(first.getState());
      const state = captureTrainingState(begun);
      const artifacts = await state.toArtifacts();
      state.dispose();

      const model = deep();
      const loaded = trainingStateFromArtifacts(model, artifacts);
      loaded.restore();
      loaded.dispose();
      const second = weightAveraging(options);
      second.setState(JSON.parse(text));
      const rest = await fit(model, [second], {epochs: 5, initialEpoch: 2, ...args});
      expect(weightsOf(model)).toEqual(weightsOf(whole));
      expect(rest.history['val_loss']).toEqual(history['val_loss']!.slice(2));
    },
  );

  it('is the same at the end of an epoch and in the middle of a fit as JSON', async () => {
    const averaging = weightAveraging({momentum: 0.5, swapOnEpoch: true});
    expect(averaging.getState()).toEqual({updates: 0, averaged: 0, average: null, weights: null});
    const states: unknown[] = [];
    const recorder = new (class extends tf.Callback {
      override async onEpochEnd() {
        states.push(averaging.getState());
      }
      override async onBatchEnd() {
        states.push(averaging.getState());
      }
    })();
    await fit(tinyModel(), [averaging, recorder], {epochs: 1});
    expect(states).toEqual(JSON.parse(JSON.stringify(states)));
    expect(states.map((state) => (state as {updates: number}).updates)).toEqual([1, 2, 2]);
    const [, batch, epoch] = states as {average: string; weights: string | null}[];
    expect(epoch!.average).toBe(batch!.average);
    expect([batch!.weights, typeof epoch!.weights]).toEqual([null, 'string']);
  });

  it('stays what it was when the model is trained on', async () => {
    const model = tinyModel();
    const averaging = weightAveraging({momentum: 0.5});
    await fit(model, [averaging]);
    const was = averaging.getState();
    await fit(model, []);
    expect(averaging.getState()).toEqual(was);
  });

  it('is that of the beginning after a fit that threw, and can be set', async () => {
    const [averaging, fresh] = [weightAveraging(), weightAveraging()];
    const throwing = hooked('onEpochEnd', () => Promise.reject(new Error('stop')));
    await expect(fit(deep(), [averaging, throwing])).rejects.toThrow('stop');
    expect(averaging.averaged).toBe(0);
    expect(averaging.getState()).toEqual(fresh.getState());
    const [model, plain] = [deep(), deep()];
    averaging.setState(averaging.getState());
    await fit(model, [averaging]);
    await fit(plain, [fresh]);
    expect(weightsOf(model)).toEqual(weightsOf(plain));
  });

  it('counts nothing as taken in when it has no average', async () => {
    const averaging = weightAveraging();
    averaging.setState({updates: 2, averaged: 2, average: null, weights: null});
    await fit(tinyModel(), [averaging], {epochs: 1});
    expect(averaging.getState()).toMatchObject({updates: 4, averaged: 2, average: expect.any(String)});
  });

  it('lets the updates be counted on when the next fit begins with epoch 0 again', async () => {
    const options = {mode: 'swa', by: 'step', start: 8} as const;
    const [first, second] = [weightAveraging(options), weightAveraging(options)];
    await fit(tinyModel(), [first]);
    second.setState(first.getState());
    await fit(tinyModel(), [second]);
    expect([first.averaged, second.averaged, second.getState().updates]).toEqual([0, 4, 12]);
  });

  it.each(['average', 'weights'] as const)('is refused when its %s is none', async (field) => {
    const model = tinyModel();
    const averaging = weightAveraging({averageAtEnd: false});
    await fit(model, [averaging]);
    const [was, state] = [weightsOf(model), averaging.getState()];
    const {numTensors} = tf.memory();
    for (const [text, shown] of [
      ['$$$', '"$$$"'],
      ['AAAA', '"AAAA"'],
      ['AAAAAA==', '1'],
    ]) {
      averaging.setState({...state, [field]: text});
      await expect(fit(model, [averaging])).rejects.toThrow(
        new TypeError(
          `WeightAveraging: \`state\` must be of a model with 3 trainable weights; got ${shown}.`,
        ),
      );
    }
    expect(weightsOf(model)).toEqual(was);
    expect(averaging.getState()).toEqual(state);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('is refused when it is of another model', async () => {
    const first = weightAveraging();
    await fit(tinyModel(), [first]);
    const other = weightAveraging();
    other.setState(first.getState());
    await expect(fit(deep(), [other])).rejects.toThrow(
      new TypeError('WeightAveraging: `state` must be of a model with 19 trainable weights; got 3.'),
    );
  });
});

describe('WeightAveraging.withAverages', () => {
  it('gives the model the averages and its weights back, bit for bit, during a fit and after it', async () => {
    const model = deep();
    const averaging = weightAveraging({momentum: 0.5, averageAtEnd: false});
    const checked = async () => {
      const was = weightsOf(model);
      const inside = await averaging.withAverages(() => weightsOf(model));
      expect(inside).not.toEqual(was);
      expect(weightsOf(model)).toEqual(was);
      return inside;
    };
    const recorder = new (class extends tf.Callback {
      override async onEpochEnd() {
        await checked();
      }
    })();
    await fit(model, [averaging, recorder]);
    const {numTensors} = tf.memory();
    expect(await checked()).toEqual(await checked());
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('gives them after the model has been trained on, too, and then what it had', async () => {
    const model = deep();
    const averaging = weightAveraging({momentum: 0.5});
    await fit(model, [averaging]);
    const averages = trainable(model);
    await fit(model, []);
    const was = trainable(model);
    const {numTensors} = tf.memory();
    for (let i = 0; i < 2; i += 1) {
      expect(await averaging.withAverages(() => trainable(model))).toEqual(averages);
      expect(trainable(model)).toEqual(was);
    }
    expect(was).not.toEqual(averages);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('gives the weights back when the function throws', async () => {
    const model = deep();
    const averaging = weightAveraging({averageAtEnd: false});
    await fit(model, [averaging]);
    const was = weightsOf(model);
    await expect(averaging.withAverages(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(weightsOf(model)).toEqual(was);
  });
});

describe('WeightAveraging leaves nothing behind', () => {
  const throwing = (hook: 'onBatchEnd' | 'onEpochEnd') =>
    new (class extends tf.Callback {
      override async onBatchEnd() {
        if (hook === 'onBatchEnd') throw new Error('stop');
      }
      override async onEpochEnd() {
        if (hook === 'onEpochEnd') throw new Error('stop');
      }
    })();

  it.each<WeightAveragingOptions>([
    {},
    {averageAtEnd: false},
    {mode: 'swa'},
    {swapOnEpoch: true},
    {overwriteFrequency: 2},
  ])('after 50 fits with %j no tensor', async (options) => {
    const model = tinyModel();
    const averaging = weightAveraging(options);
    await fit(model, [averaging], {epochs: 1});
    const {numTensors} = tf.memory();
    const fields = Object.keys(model.optimizer);
    for (let i = 0; i < 50; i += 1) {
      await fit(model, [averaging], {epochs: 1, validationData: [x, y]});
    }
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(Object.keys(model.optimizer)).toEqual(fields);
  });

  it.each(['onBatchEnd', 'onEpochEnd'] as const)(
    'after 50 fits that threw in %s no tensor but those of tfjs',
    async (hook) => {
      const leaked = async (callbacks: () => tf.Callback[]) => {
        const model = tinyModel();
        await fit(model, []);
        const {numTensors} = tf.memory();
        for (let i = 0; i < 50; i += 1) {
          await expect(fit(model, callbacks(), {validationData: [x, y]})).rejects.toThrow('stop');
        }
        return tf.memory().numTensors - numTensors;
      };
      const averaging = weightAveraging({swapOnEpoch: true});
      const bare = await leaked(() => [throwing(hook)]);
      expect(await leaked(() => [averaging, throwing(hook)])).toBe(bare);
      expect(averaging.getState()).toMatchObject({average: null, weights: null});
    },
  );

  it('a fit that threw in a validation gives the weights back', async () => {
    const [model, plain] = [tinyModel(), tinyModel()];
    await fit(plain, [], {epochs: 1});
    const averaging = weightAveraging({momentum: 0.5});
    let during: unknown;
    const failing = {
      size: 2,
      iterator: async () => ({
        next: async () => {
          during = weightsOf(model);
          throw new Error('no data');
        },
      }),
    };
    const broken = model.fitDataset(dataset(), {
      ...{epochs: 1, verbose: 0, callbacks: [averaging]},
      validationData: failing,
    });
    await expect(broken).rejects.toThrow('no data');
    expect(during).not.toEqual(weightsOf(plain));
    expect(weightsOf(model)).toEqual(weightsOf(plain));
  });

  it('after a fit that threw it stays out of other trainings', async () => {
    const model = deep();
    const averaging = weightAveraging({overwriteFrequency: 1, momentum: 0.9});
    await expect(fit(model, [averaging, throwing('onBatchEnd')])).rejects.toThrow('stop');
    const plain = deep();
    await expect(fit(plain, [throwing('onBatchEnd')])).rejects.toThrow('stop');
    const {numTensors} = tf.memory();
    await fit(model, []);
    await fit(plain, []);
    expect(weightsOf(model)).toEqual(weightsOf(plain));
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(Object.keys(model.optimizer)).toEqual(Object.keys(plain.optimizer));
  });
});

describe('The options of WeightAveraging', () => {
  const refused: [unknown, new (message: string) => Error, string][] = [
    [
      {momentum: 1.5},
      RangeError,
      "`momentum` must be a number from 0 to 1, and be left out with mode: 'swa'; got 1.5.",
    ],
    [
      {momentum: NaN},
      RangeError,
      "`momentum` must be a number from 0 to 1, and be left out with mode: 'swa'; got NaN.",
    ],
    [
      {mode: 'swa', momentum: 0.9},
      RangeError,
      "`momentum` must be a number from 0 to 1, and be left out with mode: 'swa'; got 0.9.",
    ],
    [
      {mode: 'swa', overwriteFrequency: 3},
      RangeError,
      "`overwriteFrequency` must be an integer >= 1, and be left out with mode: 'swa'; got 3.",
    ],
    [
      {overwriteFrequency: 0},
      RangeError,
      "`overwriteFrequency` must be an integer >= 1, and be left out with mode: 'swa'; got 0.",
    ],
    [{mode: 'mean'}, RangeError, "`mode` must be 'ema' or 'swa'; got \"mean\"."],
    [{by: 'batch'}, RangeError, "`by` must be 'step' or 'epoch'; got \"batch\"."],
    [{start: -1}, RangeError, '`start` must be an integer >= 0; got -1.'],
    [{every: 0}, RangeError, '`every` must be an integer >= 1; got 0.'],
    [{swapOnEpoch: 1}, TypeError, '`swapOnEpoch` must be true or false; got 1.'],
    [{averageAtEnd: 'no'}, TypeError, '`averageAtEnd` must be true or false; got "no".'],
  ];

  it.each(refused)('must not be %j', (options, Kind, message) => {
    expect(() => weightAveraging(options as never)).toThrow(new Kind(`WeightAveraging: ${message}`));
  });

  it('must have names that there are', () => {
    expect(() => weightAveraging({overwrite_frequency: 1} as never)).toThrow(
      new TypeError(
        'WeightAveraging: unknown option `overwrite_frequency`; did you mean `overwriteFrequency`?',
      ),
    );
  });
});

describe('SwapEMAWeights', () => {
  it.each([{}, {emaMomentum: 0.5}, {emaMomentum: 0.5, emaOverwriteFrequency: 2}, {swapOnEpoch: true}])(
    'is WeightAveraging under the names of Keras: %j',
    async (options) => {
      const {emaMomentum: momentum, emaOverwriteFrequency, swapOnEpoch} = options as Record<string, never>;
      const same = {momentum, overwriteFrequency: emaOverwriteFrequency, swapOnEpoch};
      const given = Object.fromEntries(Object.entries(same).filter(([, value]) => value !== undefined));
      const callbacks: WeightAveraging[] = [swapEMAWeights(options), weightAveraging(given)];
      const trainings = callbacks.map(async (callback) => {
        const model = deep();
        const {history} = await fit(model, [callback], {validationData: [x, y]});
        return [history, weightsOf(model)];
      });
      const [swapped, averaged] = await Promise.all(trainings);
      expect(swapped).toEqual(averaged);
    },
  );

  it.each([
    [{emaMomentum: -1}, RangeError, '`emaMomentum` must be a number from 0 to 1; got -1.'],
    [{emaOverwriteFrequency: 0}, RangeError, '`emaOverwriteFrequency` must be an integer >= 1; got 0.'],
    [{swapOnEpoch: 0}, TypeError, '`swapOnEpoch` must be true or false; got 0.'],
    [{momentum: 0.9}, TypeError, 'unknown option `momentum`; did you mean `emaMomentum`?'],
  ])('refuses %j', (options, Kind, message) => {
    expect(() => swapEMAWeights(options as never)).toThrow(new Kind(`SwapEMAWeights: ${message}`));
  });
});
