import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {
  bestSnapshot,
  BackupAndRestore,
  backupAndRestore,
  captureTrainingState,
  clipGradients,
  combine,
  earlyStopping,
  lambdaCallback,
  learningRateMonitor,
  learningRateScheduler,
  recoverOnDivergence,
  reduceLROnPlateau,
  terminateOnNaN,
  weightAveraging,
  type BackupAndRestoreOptions,
  type BackupStorage,
  type TrainingCallback,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';
import {optimizers} from '../helpers/optimizers';

type Bytes = Uint8Array<ArrayBuffer>;

const {x, y} = trainingData();
const options = {epochs: 6, batchSize: 4, shuffle: false, verbose: 0 as const};

/** The epoch that a backup goes on with. */
const epochOf = (bytes: Bytes): number =>
  Number(/\n\{"epoch":(\d+)/.exec(new TextDecoder().decode(bytes))![1]);

const epochsIn = (storage: Map<string, Bytes>) => [...storage.values()].map(epochOf).sort();

/** An error at the beginning of an epoch. */
const failing = (epoch: number | undefined) =>
  lambdaCallback({
    onEpochBegin: (begun) => {
      if (begun === epoch) throw new Error('interrupted');
    },
  });

/** Sets all weights to a value at the beginning of some epochs. */
function spoiling(epochs: readonly number[], value: number): TrainingCallback {
  const callback: TrainingCallback = lambdaCallback({
    onEpochBegin(epoch) {
      if (!epochs.includes(epoch)) return;
      const weights = callback.model.getWeights().map(({shape}) => tf.fill(shape, value));
      callback.model.setWeights(weights);
      tf.dispose(weights);
    },
  });
  return callback;
}

/** A recurrent layer that goes on where the batch before has stopped. */
function statefulModel(optimizer: tf.Optimizer): tf.Sequential {
  const initializers = {
    kernelInitializer: tf.initializers.glorotUniform({seed: 1}),
    recurrentInitializer: tf.initializers.glorotUniform({seed: 2}),
  };
  const model = tf.sequential({
    layers: [
      tf.layers.reshape({targetShape: [1, 2], batchInputShape: [4, 2]}),
      tf.layers.simpleRNN({units: 1, stateful: true, ...initializers}),
    ],
  });
  model.compile({optimizer, loss: 'meanSquaredError'});
  return model;
}

/** All that was trained, bit for bit, but for names. */
async function trained(model: tf.LayersModel): Promise<unknown> {
  const state = captureTrainingState(model);
  const {json, data} = await state.toArtifacts();
  state.dispose();
  const {optimizer} = json as {optimizer: object};
  return [[...new Uint8Array(data)], JSON.stringify(optimizer).replace(/_\w+\d+\//g, '/')];
}

let warnings: unknown[] = [];
beforeEach(() => {
  warnings = [];
  jest.spyOn(console, 'warn').mockImplementation((text) => void warnings.push(text));
});
afterEach(() => void jest.restoreAllMocks());

describe('BackupAndRestore', () => {
  /** Trains a new model, from a backup if there is one, until an epoch begins, or to the end. */
  async function train({
    storage,
    until,
    optimizer = tf.train.adam(0.1),
    make = tinyModel,
    callbacks = [],
    options: own = {},
    fit = {},
  }: {
    storage?: BackupStorage;
    until?: number | undefined;
    optimizer?: tf.Optimizer;
    make?: (optimizer: tf.Optimizer) => tf.Sequential;
    callbacks?: TrainingCallback[];
    options?: Partial<BackupAndRestoreOptions>;
    fit?: tf.ModelFitArgs;
  }) {
    const model = make(optimizer);
    const backup = storage && backupAndRestore({backupDir: storage, ...own});
    const start = backup ? await backup.resume(model) : {initialEpoch: 0};
    // In the middle of the list.
    const list = [
      ...callbacks.slice(0, 1),
      ...(backup ? [backup] : []),
      ...callbacks.slice(1),
      failing(until),
    ];
    const training = model.fit(x, y, {...options, ...fit, ...start, callbacks: list});
    if (until === undefined) await training;
    else await expect(training).rejects.toThrow('interrupted');
    return {model, start, state: await trained(model)};
  }

  const someCallbacks = (): TrainingCallback[] => [
    learningRateScheduler((_epoch, learningRate) => 0.9 * learningRate),
    reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 0.1, factor: 0.5}),
    weightAveraging({momentum: 0.8, swapOnEpoch: true}),
    learningRateMonitor(),
  ];

  describe.each([
    ...optimizers,
    ['clipped adam', (rate: number) => clipGradients(tf.train.adam(rate), {globalNorm: 0.5})] as const,
  ])('with %s', (_name, make) => {
    it('goes on bit for bit as if never interrupted', async () => {
      const whole = someCallbacks();
      const {state} = await train({optimizer: make(0.1), callbacks: whole});
      const interruptions = fc.array(fc.integer({min: 0, max: 5}), {minLength: 1, maxLength: 3});
      const property = async (epochs: number[]) => {
        const storage = new Map<string, Bytes>();
        for (const until of [...epochs].sort()) {
          await train({storage, until, optimizer: make(0.1), callbacks: someCallbacks()});
        }
        const callbacks = someCallbacks();
        const resumed = await train({storage, optimizer: make(0.1), callbacks});
        expect(resumed.start).toEqual({initialEpoch: Math.max(...epochs)});
        expect(resumed.state).toEqual(state);
        expect(callbacks.map((one) => one.getState())).toEqual(whole.map((one) => one.getState()));
      };
      await fc.assert(fc.asyncProperty(interruptions, property), {numRuns: 2});
      expect(warnings).toEqual([]);
    });
  });

  describe('with callbacks that hold models', () => {
    // Nothing improves on the first epoch.
    const monitored = {monitor: 'loss', minDelta: 1e6};
    const best = {...monitored, restoreBestWeights: true};
    const holding: [what: string, callbacks: () => TrainingCallback[]][] = [
      ['the best weights', () => [earlyStopping({...best, patience: 9})]],
      ['the best state', () => [earlyStopping({...best, patience: 9, with: 'state'})]],
      [
        'the best state, gone back to at a reduction',
        () => [reduceLROnPlateau({...monitored, patience: 5, restoreBestWeights: bestSnapshot})],
      ],
      ['the last states that were good', () => [recoverOnDivergence(), spoiling([4, 5], NaN)]],
      [
        'the last states that were good, and losses to compare with',
        () => [recoverOnDivergence({spikeFactor: 2, snapshotFreq: 3, keep: 1}), spoiling([3, 5], 3)],
      ],
      [
        'several',
        () => [
          earlyStopping({...best, patience: 9}),
          recoverOnDivergence(),
          spoiling([4, 5], NaN),
          reduceLROnPlateau({...monitored, patience: 5, restoreBestWeights: bestSnapshot}),
        ],
      ],
    ];

    describe.each([
      ['a model', tinyModel],
      ['a stateful model', statefulModel],
    ])('of %s', (_name, make) => {
      it.each(holding)('goes on with %s, bit for bit and without a tensor more', async (_what, callbacks) => {
        const counted = async (given: Parameters<typeof train>[0]) => {
          const before = tf.memory().numTensors;
          const {model, state} = await train({...given, make});
          // Or else it has those of all earlier batches.
          if (model.stateful) model.resetStates();
          return {state, tensors: tf.memory().numTensors - before};
        };
        const whole = callbacks();
        const expected = await counted({callbacks: whole});
        for (const until of [[1], [4], [2, 5]]) {
          const storage = new Map<string, Bytes>();
          for (const epoch of until) await counted({storage, until: epoch, callbacks: callbacks()});
          const list = callbacks();
          expect(await counted({storage, callbacks: list})).toEqual(expected);
          expect(list.map((one) => one.getState())).toEqual(whole.map((one) => one.getState()));
        }
        expect(warnings.filter((text) => !/RecoverOnDivergence: the loss is/.test(text as string))).toEqual(
          [],
        );
      });
    });

    const lengthsOf = async (callbacks: TrainingCallback[]) => {
      const storage = new Map<string, Bytes>();
      await train({storage, until: 3, callbacks});
      const [bytes] = storage.values();
      const line = new TextDecoder().decode(bytes).split('\n')[0]!;
      return line.split(' ').slice(-2).map(Number) as [json: number, data: number];
    };

    it('is larger by what is held, and no larger when nothing is', async () => {
      const [, data] = await lengthsOf([]);
      const [json, without] = await lengthsOf([earlyStopping({monitor: 'loss', patience: 9})]);
      expect(without).toBe(data);
      // There has been no epoch from which on it looks.
      const none = earlyStopping({...best, patience: 9, startFromEpoch: 9});
      expect(await lengthsOf([none])).toEqual([expect.any(Number), data]);
      const [more, weights] = await lengthsOf([earlyStopping({...best, patience: 9})]);
      expect(weights).toBe(data + 4 * (2 + 1));
      expect(more).toBeGreaterThan(json);
      expect(await lengthsOf([earlyStopping({...best, patience: 9, with: 'state'})])).toEqual([
        expect.any(Number),
        2 * data,
      ]);
    });

    it('falls back to the backup before when the newest is altered in what was held', async () => {
      const storage = new Map<string, Bytes>();
      const callbacks = () => [earlyStopping({...best, patience: 9})];
      await train({storage, until: 4, callbacks: callbacks()});
      const newest = [...storage.values()].find((bytes) => epochOf(bytes) === 4)!;
      newest.fill(7, -3, -2);
      const {start, state} = await train({storage, callbacks: callbacks()});
      expect(start).toEqual({initialEpoch: 3});
      expect(state).toEqual((await train({callbacks: callbacks()})).state);
      expect(warnings).toEqual([
        expect.stringContaining(
          'a backup is left out, because trainingStateFromArtifacts: `artifacts.checksum`',
        ),
      ]);
    });

    it('gives what was held to the next fit only', async () => {
      const storage = new Map<string, Bytes>();
      const stopping = earlyStopping({...best, patience: 9});
      await train({storage, until: 3, callbacks: [stopping]});
      await train({storage, callbacks: [stopping]});
      const {state} = await train({
        callbacks: [earlyStopping({...best, patience: 9})],
      });
      expect((await train({callbacks: [stopping]})).state).toEqual(state);
    });

    it('drops what was held by a callback that no longer holds anything', async () => {
      const storage = new Map<string, Bytes>();
      await train({
        storage,
        until: 3,
        callbacks: [earlyStopping({...best, patience: 9})],
      });
      const {state} = await train({storage, callbacks: [earlyStopping({monitor: 'loss', patience: 9})]});
      expect(state).toEqual((await train({})).state);
    });
  });

  it('leaves no tensor behind, and holds none between backups', async () => {
    const model = tinyModel(tf.train.adam(0.1));
    const backup = backupAndRestore({backupDir: new Map(), deleteCheckpoint: false});
    await model.fit(x, y, options);
    const count = async (callbacks: TrainingCallback[]) => {
      const counts: number[] = [];
      const counting = lambdaCallback({onEpochBegin: () => void counts.push(tf.memory().numTensors)});
      await model.fit(x, y, {...options, callbacks: [...callbacks, counting]});
      return [...counts, tf.memory().numTensors];
    };
    const without = await count([]);
    await backup.resume(model);
    expect(await count([backup])).toEqual(without);
    await backup.resume(model);
    expect(tf.memory().numTensors).toBe(without.at(-1));
  });

  it('without a backup leaves everything as it is', async () => {
    const model = tinyModel();
    const before = await trained(model);
    expect(await backupAndRestore({backupDir: new Map()}).resume(model)).toEqual({initialEpoch: 0});
    expect(await trained(model)).toEqual(before);
    expect(warnings).toEqual([]);
  });

  it('keeps two generations', async () => {
    const storage = new Map<string, Bytes>();
    await train({storage, until: 1});
    expect(epochsIn(storage)).toEqual([1]);
    await train({storage, until: 5});
    expect(epochsIn(storage)).toEqual([4, 5]);
  });

  it.each<[BackupAndRestoreOptions['saveFreq'], number[]]>([
    ['epoch', [1, 2, 3, 4, 5, 6]],
    [{epochs: 2}, [2, 4, 6]],
    [{epochs: 4}, [4, 6]],
    [{epochs: 9}, [6]],
  ])('with saveFreq %j backs up after epochs %j', async (saveFreq, epochs) => {
    const written: unknown[] = [];
    const storage = new Map<string, Bytes>();
    const set = (name: string, bytes: Bytes) => {
      written.push(epochOf(bytes));
      return storage.set(name, bytes);
    };
    const watched = {get: (name: string) => storage.get(name), set, delete: () => {}};
    await train({storage: watched, options: {saveFreq: saveFreq!}});
    expect(written).toEqual(epochs);
  });

  it('removes the backups when training has come to its end, unless deleteCheckpoint is false', async () => {
    const storage = new Map<string, Bytes>();
    await train({storage});
    expect(storage.size).toBe(0);
    await train({storage, options: {deleteCheckpoint: false}});
    expect(epochsIn(storage)).toEqual([5, 6]);
    await backupAndRestore({backupDir: storage}).remove();
    expect(storage.size).toBe(0);
  });

  it('goes on with more epochs after the end, and with none when there are none', async () => {
    const storage = new Map<string, Bytes>();
    const own = {deleteCheckpoint: false};
    const {state} = await train({storage, options: own});
    const again = await train({storage, options: own});
    expect(again.start).toEqual({initialEpoch: 6});
    expect(again.state).toEqual(state);
    const more = await train({storage, options: own, fit: {epochs: 8}});
    expect(more.state).toEqual((await train({fit: {epochs: 8}})).state);
  });

  it.each<[string, (bytes: Bytes) => Bytes, string]>([
    ['truncated', (bytes) => bytes.slice(0, -4), 'it is truncated: 1 of 2 bytes are there'],
    ['empty', () => new Uint8Array(0), 'it is truncated, or no backup'],
    ['altered in its JSON', (bytes) => bytes.fill(50, 100, 101), 'it was altered'],
    [
      'altered in its data',
      (bytes) => bytes.fill(7, -3, -2),
      'trainingStateFromArtifacts: `artifacts.checksum`',
    ],
    [
      'of another version',
      (bytes) => bytes.fill('9'.charCodeAt(0), 22, 23),
      'it has version 9 of the format, and not 1',
    ],
  ])('falls back to the backup before when the newest is %s', async (_how, damage, why) => {
    const storage = new Map<string, Bytes>();
    await train({storage, until: 4});
    const [newest] = [...storage].find(([, bytes]) => epochOf(bytes) === 4)!;
    storage.set(newest, damage(storage.get(newest)!));

    const {start, state} = await train({storage});
    expect(start).toEqual({initialEpoch: 3});
    expect(state).toEqual((await train({})).state);
    const shown = String(warnings[0]).replace(/\d+ of \d+ bytes/, '1 of 2 bytes');
    expect(shown).toContain(`BackupAndRestore: a backup is left out, because ${why}`);
    expect(shown).toContain('; training goes on with epoch 3.');
    expect(warnings).toHaveLength(1);
  });

  it('overwrites the damaged one first', async () => {
    const storage = new Map<string, Bytes>();
    await train({storage, until: 4});
    const [newest] = [...storage].find(([, bytes]) => epochOf(bytes) === 4)!;
    storage.set(newest, new Uint8Array(0));
    await train({storage, until: 4});
    expect(epochsIn(storage)).toEqual([3, 4]);
  });

  it('begins at epoch 0, with warnings, when both are damaged', async () => {
    const storage = new Map(['a', 'b'].map((name) => [name, new Uint8Array(3)]));
    const {start} = await train({storage});
    expect(start).toEqual({initialEpoch: 0});
    const warning =
      'BackupAndRestore: a backup is left out, because it is truncated, or no backup; training goes on with epoch 0.';
    expect(warnings).toEqual([warning, warning]);
  });

  it('does not back up an epoch with which training is stopped: resumed, it is stopped again', async () => {
    const stopping = () => earlyStopping({monitor: 'loss', minDelta: 1e6, patience: 3});
    const {state} = await train({callbacks: [stopping()]});
    const storage = new Map<string, Bytes>();
    await train({storage, callbacks: [stopping()], options: {deleteCheckpoint: false}});
    expect(epochsIn(storage)).toEqual([2, 3]);
    const again = stopping();
    const resumed = await train({storage, callbacks: [again]});
    expect(resumed.start).toEqual({initialEpoch: 3});
    expect(resumed.state).toEqual(state);
    expect(again.stopped?.epoch).toBe(3);
  });

  it('keeps the backups of a training that ends with an error', async () => {
    const storage = new Map<string, Bytes>();
    const model = tinyModel();
    const lambda = lambdaCallback({
      onEpochBegin: (epoch) =>
        epoch === 2 && model.layers[0]!.setWeights([tf.fill([2, 1], NaN), tf.zeros([1])]),
    });
    const callbacks = [lambda, terminateOnNaN({raiseError: true}), backupAndRestore({backupDir: storage})];
    await expect(model.fit(x, y, {...options, callbacks})).rejects.toThrow('the loss is NaN');
    expect(epochsIn(storage)).toEqual([1, 2]);
  });

  it('gives states to several callbacks of a kind in the order of the list', async () => {
    const storage = new Map<string, Bytes>();
    const list = () =>
      [1, 2, 3].map((patience) => reduceLROnPlateau({monitor: 'loss', minDelta: 1e6, patience}));
    const [before, after] = [list(), list()];
    await train({storage, until: 2, callbacks: before});
    await train({storage, until: 2, callbacks: after});
    expect(after.map((one) => one.getState().wait)).toEqual(before.map((one) => one.getState().wait));
    expect(new Set(after.map((one) => one.getState().wait)).size).toBeGreaterThan(1);
  });

  it('says what does not fit when the list has changed meanwhile, and sets what fits', async () => {
    const storage = new Map<string, Bytes>();
    await train({
      storage,
      until: 3,
      callbacks: [reduceLROnPlateau({monitor: 'loss'}), learningRateMonitor()],
    });
    const monitor = learningRateMonitor();
    await train({storage, callbacks: [earlyStopping({monitor: 'loss'}), monitor, terminateOnNaN()]});
    expect(warnings).toEqual([
      'BackupAndRestore: the backup has no state of EarlyStopping, which begins afresh.',
      'BackupAndRestore: the backup has a state of ReduceLROnPlateau, which is not in the list.',
    ]);
    expect(monitor.epochs.index).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('says when a state does not fit', async () => {
    const storage = new Map<string, Bytes>();
    await train({storage, until: 3, callbacks: [learningRateMonitor()]});
    const monitor = learningRateMonitor();
    monitor.setState = () => {
      throw new TypeError('it is of another version.');
    };
    await train({storage, callbacks: [monitor]});
    expect(warnings).toEqual([
      'BackupAndRestore: the state of LearningRateMonitor does not fit, and it begins afresh: it is of another version.',
    ]);
  });

  it('stands beside callbacks of every kind', async () => {
    const storage = new Map<string, Bytes>();
    const fitted = async (until?: number) => {
      const model = tinyModel();
      const backup = backupAndRestore({backupDir: storage});
      const plain = {onEpochBegin: failing(until).onEpochBegin};
      const callbacks = combine([
        plain,
        learningRateScheduler((_, rate) => 0.9 * rate),
        backup,
        tf.callbacks.earlyStopping(),
      ]);
      const validationData: [tf.Tensor, tf.Tensor] = [x, y];
      const start = await backup.resume(model);
      await model.fit(x, y, {...options, ...start, validationData, callbacks}).catch(() => {});
      return trained(model);
    };
    const whole = await fitted();
    await fitted(3);
    expect(epochsIn(storage)).toEqual([2, 3]);
    expect(await fitted()).toEqual(whole);
  });

  it('warns when there is a backup that the fit does not go on with', async () => {
    const storage = new Map<string, Bytes>();
    await train({storage, until: 3});
    const model = tinyModel(tf.train.adam(0.1));
    const backup = backupAndRestore({backupDir: storage, deleteCheckpoint: false});
    const warning =
      'BackupAndRestore: there is a backup that goes on with epoch 3, and this fit begins with epoch 0; ' +
      'write fit(x, y, {…, ...(await backup.resume(model))}).';
    await model.fit(x, y, {...options, epochs: 1, callbacks: [backup, failing(0)]}).catch(() => {});
    expect(warnings).toEqual([warning]);
    await backup.resume(model);
    await model.fit(x, y, {...options, epochs: 1, callbacks: [backup]});
    expect(warnings).toEqual([warning, warning]);
    // One epoch after the other, in one process.
    await model.fit(x, y, {...options, initialEpoch: 1, epochs: 2, callbacks: [backup]});
    expect(warnings).toHaveLength(2);
  });

  it('refuses a model that does not fit, and changes nothing', async () => {
    const storage = new Map<string, Bytes>();
    await train({storage, until: 3});
    const model = tinyModel(tf.train.sgd(0.1));
    const before = await trained(model);
    await expect(backupAndRestore({backupDir: storage}).resume(model)).rejects.toThrow(
      'BackupAndRestore: `model` must be built and compiled as when it was backed up: trainingStateFromArtifacts: ' +
        '`model` must have the optimizer Adam, as when it was captured; got optimizer SGD.',
    );
    expect(await trained(model)).toEqual(before);
    expect(storage.size).toBe(2);
  });

  it('refuses what is no model, without a backup too', async () => {
    await expect(backupAndRestore({backupDir: new Map()}).resume(undefined as never)).rejects.toThrow(
      'BackupAndRestore: `model` must be a tf.LayersModel or tf.Sequential; got undefined.',
    );
  });

  describe('when the place does not do what it should', () => {
    const full = (over: Partial<BackupStorage>): BackupStorage => ({
      ...{get: () => undefined, set: () => {}, delete: () => {}},
      ...over,
    });
    const fails = () => Promise.reject(new Error('the disk is full.'));

    it('warns and trains on', async () => {
      const {state} = await train({storage: full({set: fails}), fit: {epochs: 2}});
      expect(state).toEqual((await train({fit: {epochs: 2}})).state);
      expect(warnings).toEqual([
        'BackupAndRestore: could not back up epoch 1: the disk is full.',
        'BackupAndRestore: could not back up epoch 2: the disk is full.',
      ]);
    });

    it("with onError: 'throw' ends the training", async () => {
      const fit = (storage: BackupStorage) =>
        tinyModel().fit(x, y, {
          ...options,
          callbacks: backupAndRestore({backupDir: storage, onError: 'throw'}),
        });
      await expect(fit(full({set: fails}))).rejects.toThrow(
        'BackupAndRestore: could not back up epoch 1: the disk is full.',
      );
      await expect(fit(full({delete: fails}))).rejects.toThrow(
        'BackupAndRestore: could not remove the backups: the disk is full.',
      );
    });

    it('does not begin a training whose backups cannot be read', async () => {
      const backup = backupAndRestore({backupDir: full({get: fails})});
      const error = 'BackupAndRestore: could not read the backups: the disk is full.';
      await expect(backup.resume(tinyModel())).rejects.toThrow(error);
      await expect(tinyModel().fit(x, y, {...options, callbacks: backup})).rejects.toThrow(error);
    });
  });

  it('says at train begin which list to write where tfjs gives it no model', async () => {
    const callbacks = [{onEpochEnd() {}}, backupAndRestore({backupDir: new Map()})] as never;
    await expect(tinyModel().fit(x, y, {...options, callbacks})).rejects.toThrow(
      'BackupAndRestore: got no model; behind a plain object write combine(',
    );
  });

  it.each<[unknown, string]>([
    [undefined, 'options` must be an object; got undefined'],
    [
      {},
      "backupDir` must be a folder, 'indexeddb://name', or a storage with get, set and delete, such as a Map; got undefined",
    ],
    [
      {backupDir: ''},
      'backupDir` must be a folder, \'indexeddb://name\', or a storage with get, set and delete, such as a Map; got ""',
    ],
    [
      {backupDir: 'localstorage://a'},
      'backupDir` must be a folder, \'indexeddb://name\', or a storage with get, set and delete, such as a Map; got "localstorage://a"',
    ],
    [
      {backupDir: {get() {}}},
      "backupDir` must be a folder, 'indexeddb://name', or a storage with get, set and delete, such as a Map; got {get}",
    ],
    [
      {backupDir: 'a', saveFreq: 10},
      "saveFreq` must be 'epoch' or {epochs: number}: fit cannot begin at a batch; got 10",
    ],
    [
      {backupDir: 'a', saveFreq: {epochs: 0}},
      "saveFreq` must be 'epoch' or {epochs: number}: fit cannot begin at a batch; got {epochs}",
    ],
    [{backupDir: 'a', deleteCheckpoint: 1}, 'deleteCheckpoint` must be true or false; got 1'],
    [{backupDir: 'a', onError: 'no'}, "onError` must be 'warn' or 'throw'; got \"no\""],
  ])('refuses %j', (given, message) => {
    expect(() => new BackupAndRestore(given as never)).toThrow(`BackupAndRestore: \`${message}.`);
  });

  it('knows misspelt options', () => {
    expect(() => backupAndRestore({backupDir: 'a', delete_checkpoint: true} as never)).toThrow(
      'BackupAndRestore: unknown option `delete_checkpoint`; did you mean `deleteCheckpoint`?',
    );
  });
});
