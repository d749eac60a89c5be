import {afterEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  constant,
  ModelCheckpoint,
  modelCheckpoint,
  modelFiles,
  OptimizerWrapper,
  scheduled,
  type CheckpointMoment,
  type ModelCheckpointOptions,
} from 'tfjs-callbacks';
import {realpathSync} from 'node:fs';
import {mkdir, readdir, rm, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {freshFolder} from '../helpers/folder';
import {tinyModel, trainingData} from '../helpers/models';
import {optimizers} from '../helpers/optimizers';

const inFolder = freshFolder();
const {x, y} = trainingData(8);

/** A store of tfjs that has names, as `indexeddb://` is in a browser. */
const store = new Map<string, tf.io.ModelArtifacts>();
const inStore = (url: string | string[]): tf.io.IOHandler | null => {
  if (Array.isArray(url) || !url.startsWith('store://')) return null;
  return {
    save: async (artifacts) => {
      if (url.includes('full')) throw new Error('the store is full');
      store.set(url, artifacts);
      return {modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts)};
    },
    load: async () => store.get(url)!,
  };
};
tf.io.registerSaveRouter(inStore as Parameters<typeof tf.io.registerSaveRouter>[0]);
tf.io.registerLoadRouter(inStore as Parameters<typeof tf.io.registerLoadRouter>[0]);

type Given = Record<string, number | undefined>;

/** Runs the hooks over the metrics of each epoch; no training is done. */
async function run(
  options: ModelCheckpointOptions,
  epochs: readonly Given[],
  {model = tinyModel(), callback = modelCheckpoint(options)} = {},
): Promise<ModelCheckpoint> {
  callback.setModel(model);
  await callback.onTrainBegin();
  for (const [epoch, logs] of epochs.entries()) {
    await callback.onEpochBegin(epoch);
    await callback.onEpochEnd(epoch, logs as tf.Logs);
  }
  return callback;
}

const losses = (...values: number[]): Given[] => values.map((loss) => ({loss}));
const epochsOf = ({saved}: ModelCheckpoint) => saved.map(({epoch}) => epoch);
const ignore = () =>
  tf.io.withSaveHandler(async (artifacts) => ({
    modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts),
  }));

afterEach(() => {
  jest.restoreAllMocks();
  store.clear();
});

describe('ModelCheckpoint', () => {
  it('saves after each epoch', async () => {
    const checkpoint = await run({filepath: inFolder('{epoch:02d}-{loss:.2f}')}, losses(0.5, 0.25));
    expect((await readdir(inFolder())).sort()).toEqual(['01-0.50', '02-0.25']);
    expect(checkpoint.saved).toEqual([
      {filepath: inFolder('01-0.50'), epoch: 0},
      {filepath: inFolder('02-0.25'), epoch: 1},
    ]);
    expect(checkpoint.best).toBeUndefined();
  });

  it('saves the weights of the epoch that was best, in a fit', async () => {
    const model = tinyModel(tf.train.sgd(0.1));
    const weights: Float32Array[] = [];
    const validation: number[] = [];
    const checkpoint = modelCheckpoint({filepath: inFolder('best'), saveBestOnly: true});
    await model.fit(x, y, {
      ...{epochs: 6, verbose: 0, shuffle: false, validationData: [x.mul(-1), y.sub(1)]},
      callbacks: [
        checkpoint,
        new tf.CustomCallback({
          onEpochEnd: (_epoch, logs) => {
            validation.push(logs!['val_loss']!);
            weights.push(model.getWeights()[0]!.dataSync<'float32'>().slice());
            // What comes after is worse.
            if (validation.length === 3) model.setWeights(model.getWeights().map((one) => one.mul(50)));
          },
        }),
      ],
    });
    const best = validation.indexOf(Math.min(...validation));
    expect(checkpoint.saved).toEqual([{filepath: inFolder('best'), epoch: best, value: validation[best]}]);
    expect(checkpoint.best).toBe(validation[best]);
    const loaded = await tf.loadLayersModel(modelFiles(inFolder('best')));
    expect(loaded.getWeights()[0]!.dataSync()).toEqual(weights[best]);
  });

  it.each([
    ['min', [3, 2, 2, 4, 1], [0, 1, 4]],
    ['max', [3, 2, 3, 4, 1], [0, 3]],
    ['auto', [3, NaN, 2.5, Infinity, 1], [0, 2, 4]],
    ['min', [NaN, NaN, 2, 3, 1], [2, 4]],
  ] as const)('with saveBestOnly and mode %s saves of %j the epochs %j', async (mode, values, epochs) => {
    const options = {filepath: ignore(), monitor: 'loss', saveBestOnly: true, mode};
    expect(epochsOf(await run(options, losses(...values)))).toEqual(epochs);
  });

  it('begins with initialValueThreshold as best', async () => {
    const options = {filepath: ignore(), monitor: 'loss', saveBestOnly: true, initialValueThreshold: 2};
    expect(modelCheckpoint(options).best).toBe(2);
    const checkpoint = await run(options, losses(3, 2, 1.5));
    expect(epochsOf(checkpoint)).toEqual([2]);
    expect(checkpoint.best).toBe(1.5);
  });

  it('saves what was not measured, and warns; but not an epoch that is broken off', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const options = {filepath: ignore(), saveBestOnly: true};
    expect(epochsOf(await run(options, losses(3, 2)))).toEqual([0, 1]);
    expect(warn.mock.calls).toEqual([['ModelCheckpoint: there is no metric `val_loss`; there are: loss.']]);

    const model = tinyModel();
    const checkpoint = modelCheckpoint(options);
    await model.fit(x, y, {
      ...{batchSize: 4, epochs: 5, validationData: [x, y], verbose: 0},
      callbacks: [
        checkpoint,
        new tf.CustomCallback({
          onBatchBegin: () => void (model.stopTraining = checkpoint.saved.length > 0),
        }),
      ],
    });
    expect(epochsOf(checkpoint)).toEqual([0]);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('without saveBestOnly needs no metric of which it knows anything', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    expect(epochsOf(await run({filepath: ignore(), monitor: 'mine'}, [{}, {}]))).toEqual([0, 1]);
    expect(warn).not.toHaveBeenCalled();
  });

  it('finds val_acc for val_accuracy', async () => {
    const options = {filepath: ignore(), monitor: 'val_accuracy', saveBestOnly: true};
    const checkpoint = await run(options, [{val_acc: 0.5}, {val_acc: 0.4}, {val_acc: 0.6}]);
    expect(checkpoint.saved).toEqual([
      {epoch: 0, value: 0.5},
      {epoch: 2, value: 0.6},
    ]);
  });

  it('saves every few epochs, by their numbers, so that it is the same in a training that goes on', async () => {
    const checkpoint = modelCheckpoint({filepath: ignore(), saveFreq: {epochs: 3}});
    const fit = (initialEpoch: number, epochs: number) =>
      tinyModel().fit(x, y, {initialEpoch, epochs, verbose: 0, callbacks: [checkpoint]});
    await fit(0, 4);
    await fit(4, 9);
    expect(epochsOf(checkpoint)).toEqual([2, 5, 8]);
  });

  it('saves every few batches, across epochs, after the update', async () => {
    const model = tinyModel(tf.train.sgd(0.1));
    const checkpoint = modelCheckpoint({
      filepath: inFolder('{epoch}-{batch}'),
      saveFreq: 3,
    });
    const weights: Float32Array[] = [];
    await model.fit(x, y, {
      ...{batchSize: 2, epochs: 3, verbose: 0},
      callbacks: [
        new tf.CustomCallback({
          onBatchEnd: () => void weights.push(model.getWeights()[0]!.dataSync<'float32'>().slice()),
        }),
        checkpoint,
      ],
    });
    expect(checkpoint.saved.map(({epoch, batch}) => [epoch, batch])).toEqual([
      [0, 2],
      [1, 1],
      [2, 0],
      [2, 3],
    ]);
    expect((await readdir(inFolder())).sort()).toEqual(['1-3', '2-2', '3-1', '3-4']);
    const loaded = await tf.loadLayersModel(modelFiles(inFolder('2-2')));
    expect(loaded.getWeights()[0]!.dataSync()).toEqual(weights[5]);
  });

  it('keeps the last, and removes older ones from folders and stores', async () => {
    const remove = jest.spyOn(tf.io, 'removeModel').mockImplementation(async (url) => {
      store.delete(url);
      return {} as tf.io.ModelArtifactsInfo;
    });
    const checkpoint = await run({filepath: inFolder('{epoch}'), keepLast: 2}, losses(4, 3, 2, 1));
    expect((await readdir(inFolder())).sort()).toEqual(['3', '4']);
    expect(epochsOf(checkpoint)).toEqual([2, 3]);
    expect(remove).not.toHaveBeenCalled();

    await run({filepath: 'store://{epoch}', keepLast: 1}, losses(4, 3, 2));
    expect([...store.keys()]).toEqual(['store://3']);
  });

  it('leaves files of others in the folder of a model that it removes', async () => {
    const options = {filepath: inFolder('{epoch}'), keepLast: 1};
    const checkpoint = await run(options, losses(4));
    await writeFile(inFolder('1', 'notes.txt'), 'mine');
    await run(options, losses(4, 3), {callback: checkpoint});
    expect((await readdir(inFolder())).sort()).toEqual(['1', '2']);
    expect(await readdir(inFolder('1'))).toEqual(['notes.txt']);
  });

  it('goes on removing after one that is gone, or cannot be removed', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const keepLast = 1;
    const checkpoint = await run({filepath: inFolder('{epoch}'), keepLast: 3}, losses(4, 3, 2));
    await rm(inFolder('1'), {recursive: true});
    const next = modelCheckpoint({filepath: inFolder('next'), keepLast});
    next.setState(checkpoint.getState());
    await run({filepath: ''}, losses(1), {callback: next});
    expect(await readdir(inFolder())).toEqual(['next']);
    expect(next.saved).toEqual([{filepath: inFolder('next'), epoch: 0}]);
    expect(warn).not.toHaveBeenCalled();

    const broken = ['store://1', 'store://2'];
    jest.spyOn(tf.io, 'removeModel').mockImplementation(async (url) => {
      if (broken.includes(url)) throw new Error('locked');
      store.delete(url);
      return {} as tf.io.ModelArtifactsInfo;
    });
    const stubborn = await run({filepath: 'store://{epoch}', keepLast}, losses(5, 4, 3, 2, 1));
    expect([...store.keys()]).toEqual([...broken, 'store://5']);
    expect(epochsOf(stubborn)).toEqual([0, 1, 4]);
    expect(warn.mock.calls.flat()).toEqual(
      broken.map((url) => `ModelCheckpoint: could not remove ${url}: locked`),
    );
    broken.length = 0;
    await run({filepath: ''}, losses(1), {callback: stubborn});
    expect([...store.keys()]).toEqual(['store://1']);
  });

  it('ends the training when a model cannot be removed, with onError throw', async () => {
    jest.spyOn(tf.io, 'removeModel').mockRejectedValue(new Error('locked'));
    const options = {filepath: 'store://{epoch}', keepLast: 1, onError: 'throw'} as const;
    await expect(run(options, losses(2, 1))).rejects.toThrow(
      'ModelCheckpoint: could not remove store://1: locked',
    );
  });

  it('removes what a save that was broken off has left in the folder, too', async () => {
    const options = {filepath: inFolder('{epoch}'), keepLast: 1};
    const checkpoint = await run(options, losses(4));
    const before = new Date(performance.timeOrigin - 1000);
    for (const name of ['model.json.12-345.part', 'weights-00000000.bin.12-345.part']) {
      await writeFile(inFolder('1', name), 'left over');
      await utimes(inFolder('1', name), before, before);
    }
    const next = modelCheckpoint({...options, filepath: inFolder('next')});
    next.setState(checkpoint.getState());
    await run(options, losses(3), {callback: next});
    expect(await readdir(inFolder())).toEqual(['next']);
  });

  it('knows where its models are from another working directory', async () => {
    const before = process.cwd();
    try {
      process.chdir(inFolder());
      const here = realpathSync('.');
      const options = {filepath: './{epoch}', keepLast: 2};
      const first = await run(options, losses(3, 2));
      expect(first.saved.map(({filepath}) => filepath)).toEqual([join(here, '1'), join(here, '2')]);
      await mkdir('elsewhere');
      process.chdir('elsewhere');
      const second = modelCheckpoint({...options, filepath: './new'});
      second.setState(JSON.parse(JSON.stringify(first.getState())));
      await run(options, losses(1), {callback: second});
      expect((await readdir(here)).sort()).toEqual(['2', 'elsewhere']);
      expect(await readdir('.')).toEqual(['new']);
    } finally {
      process.chdir(before);
    }
  });

  it('does not remove what it has just written under another spelling', async () => {
    const spellings = ['./al', 'al/', './x/../al', 'al/model.json'].map((path) => `${inFolder()}/${path}`);
    const filepath = ({epoch}: CheckpointMoment) => (epoch % 2 ? 'file://' : '') + spellings[epoch]!;
    const checkpoint = await run({filepath, keepLast: 1}, losses(4, 3, 2, 1));
    expect(checkpoint.saved).toEqual([{filepath: inFolder('al'), epoch: 3}]);
    await expect(tf.loadLayersModel(modelFiles(inFolder('al')))).resolves.toBeDefined();
  });

  it('does not remove what it has just written under the same name', async () => {
    const checkpoint = await run({filepath: inFolder('model'), keepLast: 1}, losses(4, 3, 2));
    expect(checkpoint.saved).toEqual([{filepath: inFolder('model'), epoch: 2}]);
    await expect(tf.loadLayersModel(modelFiles(inFolder('model')))).resolves.toBeDefined();
  });

  it('reports a save that fails, and neither counts it nor takes its value for the best', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const filepath = ({epoch}: CheckpointMoment) => `store://${epoch === 1 ? 'full' : epoch}`;
    const options = {filepath, monitor: 'loss', saveBestOnly: true, keepLast: 1};
    const removed = jest.spyOn(tf.io, 'removeModel').mockRejectedValue(new Error('no such model'));
    const checkpoint = await run(options, losses(3, 1, 2));
    expect(warn.mock.calls).toEqual([
      ['ModelCheckpoint: could not save the model in epoch 2: the store is full'],
      ['ModelCheckpoint: could not remove store://0: no such model'],
    ]);
    expect(removed.mock.calls).toEqual([['store://0']]);
    expect(epochsOf(checkpoint)).toEqual([0, 2]);
    expect(checkpoint.best).toBe(2);
  });

  it('ends the training when a save fails, with onError throw', async () => {
    const checkpoint = modelCheckpoint({filepath: 'store://full-{epoch}', onError: 'throw'});
    await expect(tinyModel().fit(x, y, {epochs: 2, verbose: 0, callbacks: [checkpoint]})).rejects.toThrow(
      'ModelCheckpoint: could not save the model in epoch 1: the store is full',
    );
  });

  it('ends the training at the first save when a field is not in the logs', async () => {
    const checkpoint = modelCheckpoint({filepath: inFolder('{val_los:.2f}')});
    const fitting = tinyModel().fit(x, y, {epochs: 3, verbose: 0, callbacks: checkpoint});
    await expect(fitting).rejects.toThrow(
      new RangeError(
        'ModelCheckpoint: `filepath` must have fields that there are; there is no {val_los:.2f} in loss, mae, epoch.',
      ),
    );
  });

  it('warns when a field is not in the logs later, or in an epoch that is broken off', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const options = {filepath: 'store://{val_loss:.2f}'};
    const checkpoint = await run(options, [{val_loss: 0.25}, {}, {val_loss: 0.5}]);
    expect(epochsOf(checkpoint)).toEqual([0, 2]);
    const model = tinyModel();
    const stop = new tf.CustomCallback({onBatchBegin: () => void (model.stopTraining = true)});
    const callbacks = [stop, modelCheckpoint(options)];
    await model.fit(x, y, {epochs: 2, batchSize: 4, validationData: [x, y], verbose: 0, callbacks});
    expect(warn.mock.calls.flat()).toEqual([
      'ModelCheckpoint: could not save the model in epoch 2: there is no {val_loss:.2f} in epoch',
      'ModelCheckpoint: could not save the model in epoch 1: there is no {val_loss:.2f} in loss, mae, epoch',
    ]);
  });

  it('asks a function where to save, with numbers from 0', async () => {
    const moments: CheckpointMoment[] = [];
    const filepath = (moment: CheckpointMoment) => {
      moments.push(moment);
      return moment.epoch === 0 ? inFolder('{plain}') : ignore();
    };
    const checkpoint = await run({filepath}, losses(4, 3));
    expect(moments).toEqual([
      {epoch: 0, logs: {loss: 4}},
      {epoch: 1, logs: {loss: 3}},
    ]);
    expect(checkpoint.saved).toEqual([{filepath: inFolder('{plain}'), epoch: 0}, {epoch: 1}]);
  });

  it.each([
    ['sgd', (): tf.Optimizer => tf.train.sgd(0.1)],
    ['momentum', () => tf.train.momentum(0.1, 0.9)],
    ['rmsprop', () => tf.train.rmsprop(0.1)],
    ...optimizers.map(
      ([name, make]) => [`${name} in an OptimizerWrapper`, () => new OptimizerWrapper(make(0.1))] as const,
    ),
    ['scheduled adam', () => scheduled(tf.train.adam(0.1), constant(0.05))],
  ] as const)('gives back a model that trains on bit for bit, with %s', async (_name, make) => {
    const model = tinyModel(make());
    const checkpoint = modelCheckpoint({filepath: 'store://model'});
    const fit = (one: tf.LayersModel, callbacks: tf.Callback[] = []) =>
      one.fit(x, y, {epochs: 3, batchSize: 4, shuffle: false, verbose: 0, callbacks});
    await fit(model, [checkpoint]);
    const loaded = await tf.loadLayersModel('store://model');
    expect((loaded.predict(x) as tf.Tensor).dataSync()).toEqual((model.predict(x) as tf.Tensor).dataSync());
    const [{history: ours}, {history: theirs}] = [await fit(model), await fit(loaded)];
    expect(theirs['loss']).toEqual(ours['loss']);
    expect(loaded.getWeights().map((one) => [...one.dataSync()])).toEqual(
      model.getWeights().map((one) => [...one.dataSync()]),
    );
  });

  it.each([{includeOptimizer: false}, {saveWeightsOnly: true}])(
    'with %j leaves the optimizer out',
    async (options) => {
      await run({filepath: 'store://model', ...options}, losses(1));
      const {trainingConfig, weightSpecs} = store.get('store://model')!;
      expect(trainingConfig).toBeUndefined();
      expect(weightSpecs).toHaveLength(2);
      expect((await tf.loadLayersModel('store://model')).optimizer).toBeUndefined();
    },
  );

  it('saves the model that is given in place of the one that trains', async () => {
    const model = tinyModel();
    model.setUserDefinedMetadata({made: 'today'});
    await model.fit(x, y, {
      ...{epochs: 1, verbose: 0},
      callbacks: [
        modelCheckpoint({filepath: 'store://inner'}),
        modelCheckpoint({filepath: 'store://outer', model}),
      ],
    });
    const inner = await tf.loadLayersModel('store://inner');
    const outer = await tf.loadLayersModel('store://outer');
    expect(inner.getClassName()).toBe('Model');
    expect(inner.layers.map((layer) => layer.getClassName())).toEqual(['InputLayer', 'Dense']);
    expect(outer.getClassName()).toBe('Sequential');
    expect(outer.getUserDefinedMetadata()).toEqual({made: 'today'});
    for (const one of [inner, outer]) {
      expect((one.predict(x) as tf.Tensor).dataSync()).toEqual((model.predict(x) as tf.Tensor).dataSync());
    }
  });

  it('saves a model with metrics that are functions, without them', async () => {
    const model = tinyModel();
    const own = (a: tf.Tensor, b: tf.Tensor) => a.sub(b).mean();
    model.compile({optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError', metrics: ['mae', own]});
    await run({filepath: 'store://model'}, losses(1), {model});
    const loaded = await tf.loadLayersModel('store://model');
    await expect(loaded.fit(x, y, {epochs: 1, verbose: 0})).resolves.toBeDefined();
  });

  const refuses = 'ModelCheckpoint: tfjs cannot save this model: ';
  const remedy =
    ' Name its loss, put an OptimizerWrapper around its optimizer, or set includeOptimizer: false.';

  it('refuses at train begin an optimizer that tfjs cannot save, unless it is not to be saved', async () => {
    const model = tinyModel(tf.train.adamax(0.1));
    await expect(run({filepath: ignore()}, [], {model})).rejects.toThrow(
      new TypeError(`${refuses}getWeights() is not implemented for Adamax yet.${remedy}`),
    );
    await run({filepath: ignore(), includeOptimizer: false}, [], {model});
  });

  it.each([[tf.losses.meanSquaredError], [[tf.losses.meanSquaredError]]] as never[][])(
    'refuses at train begin a loss that is a function, with which tfjs could not train on',
    async (loss) => {
      const model = tinyModel();
      model.compile({optimizer: tf.train.sgd(0.1), loss: loss});
      await expect(run({filepath: ignore()}, [], {model})).rejects.toThrow(
        new TypeError(`${refuses}its loss is a function.${remedy}`),
      );
      await run({filepath: ignore(), includeOptimizer: false}, [], {model});
    },
  );

  it('refuses at train begin a model with a class that is not registered, with which it could not be loaded', async () => {
    class Twice extends tf.layers.Layer {
      static className = 'Twice';
      override call(inputs: tf.Tensor | tf.Tensor[]) {
        return [inputs].flat()[0]!.mul(2);
      }
      override getConfig() {
        return super.getConfig();
      }
    }
    class Slower extends tf.SGDOptimizer {
      static override className = 'Slower' as never;
    }
    const layered = tf.sequential({
      layers: [
        tf.sequential({layers: [tf.layers.timeDistributed({layer: new Twice({}), inputShape: [2, 1]})]}),
        tf.layers.flatten(),
        tf.layers.dense({units: 1}),
      ],
    });
    layered.compile({optimizer: 'sgd', loss: 'meanSquaredError'});
    const message = (name: string) =>
      `ModelCheckpoint: tfjs could not load this model again: it does not know the class ${name}. ` +
      `Call tf.serialization.registerClass(${name}).`;
    const cases = [
      [layered, 'Twice'],
      [tinyModel(new Slower(0.1)), 'Slower'],
      [tinyModel(new OptimizerWrapper(new Slower(0.1))), 'Slower'],
    ] as const;
    const filepath = 'store://model';
    for (const [model, name] of cases) {
      await expect(run({filepath}, [], {model})).rejects.toThrow(new TypeError(message(name)));
    }
    await run({filepath, includeOptimizer: false}, [], {model: cases[1][0]});

    const {classNameMap} = tf.serialization.SerializationMap.getMap();
    try {
      tf.serialization.registerClass(Twice);
      tf.serialization.registerClass(Slower);
      for (const [model] of cases) {
        await run({filepath}, losses(1), {model});
        await expect(tf.loadLayersModel(filepath)).resolves.toBeDefined();
      }
    } finally {
      delete classNameMap['Twice'];
      delete classNameMap['Slower'];
    }
  });

  it.each(['localstorage://model', 'indexeddb://model', 'nowhere://model'])(
    'refuses at train begin %s, to which tfjs cannot save here',
    async (filepath) => {
      await expect(run({filepath}, [])).rejects.toThrow(
        new TypeError(
          'ModelCheckpoint: `filepath` must be a folder, or a URL or handler that tfjs can save to here; ' +
            `got "${filepath}".`,
        ),
      );
    },
  );

  it('refuses at train begin a handler that cannot save', async () => {
    await expect(run({filepath: {load: async () => ({})}}, [])).rejects.toThrow(
      new TypeError(
        'ModelCheckpoint: `filepath` must be a folder, or a URL or handler that tfjs can save to here; got {load}.',
      ),
    );
  });

  it('keeps the best from fit to fit, as the file is kept', async () => {
    const options = {filepath: ignore(), monitor: 'loss', saveBestOnly: true};
    const checkpoint = await run(options, losses(3, 2));
    await run(options, losses(2.5, 1), {callback: checkpoint});
    expect(checkpoint.saved.map(({value}) => value)).toEqual([3, 2, 1]);
  });

  it('goes on from its state in another process', async () => {
    const options = {filepath: inFolder('{epoch}'), monitor: 'loss', saveBestOnly: true, keepLast: 2};
    const first = await run(options, losses(3, 2));
    const state = JSON.parse(JSON.stringify(first.getState()));
    expect(state).toEqual({best: 2, saved: first.saved, batches: 0});

    const second = modelCheckpoint(options);
    second.setState(state);
    await run(options, losses(2.5, 2.5, 1), {callback: second});
    expect((await readdir(inFolder())).sort()).toEqual(['2', '3']);
    expect(second.best).toBe(1);

    (first.getState().saved as object[]).length = 0;
    expect(first.getState()).toEqual(state);

    const infinite = await run({...options, mode: 'max'}, losses(Infinity));
    const again = modelCheckpoint({...options, mode: 'max'});
    again.setState(JSON.parse(JSON.stringify(infinite.getState())));
    await run(options, losses(5), {callback: again});
    expect(again.best).toBe(Infinity);
  });

  it('leaves no tensor behind in 50 fits, nor in ones that throw', async () => {
    const model = tinyModel(new OptimizerWrapper(tf.train.adam(0.1)));
    const plain = tinyModel(tf.train.adam(0.1));
    const fit = (one: tf.LayersModel, filepath: string) =>
      one.fit(x, y, {
        ...{epochs: 1, batchSize: 4, verbose: 0},
        callbacks: [modelCheckpoint({filepath}), modelCheckpoint({filepath, saveFreq: 1})],
      });
    jest.spyOn(console, 'warn').mockImplementation(() => {});
    await fit(model, 'store://a');
    await fit(plain, 'store://b');
    const {numTensors} = tf.memory();
    for (let i = 0; i < 50; i += 1) {
      await fit(model, i % 2 ? 'store://a' : 'store://full');
      await fit(plain, 'store://b');
    }
    expect(tf.memory().numTensors).toBe(numTensors);
    await expect(run({filepath: ignore()}, [], {model: tinyModel(tf.train.adamax(0.1))})).rejects.toThrow(
      'Adamax',
    );
  });

  it('prints a line at each save when verbose', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    await run({filepath: 'store://m{epoch}', verbose: 1, monitor: 'loss'}, losses(0.5, 0.25));
    await run({filepath: ignore(), verbose: true}, losses(0.5));
    expect(log.mock.calls.flat()).toEqual([
      'Epoch 1: ModelCheckpoint saved store://m1 with loss 0.5.',
      'Epoch 2: ModelCheckpoint saved store://m2 with loss 0.25.',
      'Epoch 1: ModelCheckpoint saved the model.',
    ]);
  });

  it.each([
    [
      {},
      'TypeError: ModelCheckpoint: `filepath` must be a folder, a URL, a handler or a function; got undefined.',
    ],
    [
      {filepath: ''},
      'RangeError: ModelCheckpoint: `filepath` must be a folder, a URL, a handler or a function; got "".',
    ],
    [
      {filepath: 'a{'},
      'RangeError: ModelCheckpoint: `filepath` must have no braces but {epoch}, {epoch:02d}, {val_loss:.2f} and the like; got "a{".',
    ],
    [
      {filepath: 'a-{batch:02d}', saveFreq: {epochs: 2}},
      'RangeError: ModelCheckpoint: `filepath` must have {batch} only with a number of batches as saveFreq; got "a-{batch:02d}".',
    ],
    [
      {filepath: 'a', saveWeightsOnly: true, includeOptimizer: true},
      'TypeError: ModelCheckpoint: `includeOptimizer` must be false with saveWeightsOnly; got true.',
    ],
    [
      {filepath: 'a', saveFreq: 0},
      "RangeError: ModelCheckpoint: `saveFreq` must be 'epoch', a number of batches or {epochs: number}; got 0.",
    ],
    [
      {filepath: 'a', saveFreq: {epochs: 1.5}},
      "RangeError: ModelCheckpoint: `saveFreq` must be 'epoch', a number of batches or {epochs: number}; got {epochs}.",
    ],
    [
      {filepath: 'a', saveFreq: 'batch'},
      'TypeError: ModelCheckpoint: `saveFreq` must be \'epoch\', a number of batches or {epochs: number}; got "batch".',
    ],
    [{filepath: 'a', keepLast: 0}, 'RangeError: ModelCheckpoint: `keepLast` must be an integer >= 1; got 0.'],
    [{filepath: 'a', model: {}}, 'TypeError: ModelCheckpoint: `model` must be a model; got {}.'],
    [
      {filepath: 'a', onError: 'ignore'},
      "RangeError: ModelCheckpoint: `onError` must be 'warn' or 'throw'; got \"ignore\".",
    ],
    [
      {filepath: 'a', monitor: 'mine', saveBestOnly: true},
      "TypeError: ModelCheckpoint: `mode` must be 'min' or 'max' for `mine`, which 'auto' does not know.",
    ],
    [
      {filepath: 'a', save_best_only: true},
      'TypeError: ModelCheckpoint: unknown option `save_best_only`; did you mean `saveBestOnly`?',
    ],
  ])('refuses %j', (options, message) => {
    let error: unknown;
    try {
      modelCheckpoint(options as ModelCheckpointOptions);
    } catch (thrown) {
      error = thrown;
    }
    expect(String(error)).toBe(message);
  });
});

describe('modelCheckpoint', () => {
  it('is new ModelCheckpoint', () => {
    expect(modelCheckpoint({filepath: 'a'})).toBeInstanceOf(ModelCheckpoint);
  });
});
