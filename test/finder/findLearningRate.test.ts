import {afterEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  findLearningRate,
  getLearningRate,
  seededShuffle,
  setMomentum,
  type FinderProgress,
  type FindLearningRateOptions,
} from 'tfjs-callbacks';
import {isDifferent} from '../helpers/backend';
import {differing} from '../helpers/differing';
import {optimizers} from '../helpers/optimizers';
import {valuesOf} from '../helpers/valuesOf';

const rows = 32;
const x: tf.Tensor2D = tf.randomNormal([rows, 4], 0, 1, 'float32', 1);
const y = tf.tidy((): tf.Tensor2D => x.matMul(tf.tensor2d([[1], [-2], [0.5], [1]])).add(0.3));
const options: FindLearningRateOptions = {
  steps: 40,
  batchSize: 8,
  minLearningRate: 1e-4,
  maxLearningRate: 10,
};

/** How many losses are still on their way. */
const behind = isDifferent('late') ? 4 : 0;

/** With batch normalization and a constraint, whose state a careless restore would change. */
function makeModel(optimizer: tf.Optimizer = tf.train.adam(0.01)): tf.Sequential {
  const kernelInitializer = tf.initializers.glorotUniform({seed: 1});
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        ...{units: 4, inputShape: [4], activation: 'relu', kernelInitializer},
        kernelConstraint: tf.constraints.maxNorm({maxValue: 1}),
      }),
      tf.layers.batchNormalization(),
      tf.layers.dense({units: 1, kernelInitializer}),
    ],
  });
  model.compile({optimizer, loss: 'meanSquaredError', metrics: ['mae']});
  return model;
}

const weightsOf = (model: tf.LayersModel) => valuesOf(model.getWeights());
const train = (model: tf.LayersModel, epochs = 2) =>
  model.fit(x, y, {epochs, batchSize: 8, shuffle: false, verbose: 0});

/** What a range test must not change. */
function traceOf(model: tf.Sequential) {
  return {
    weights: weightsOf(model),
    rate: getLearningRate(model.optimizer),
    config: JSON.stringify(model.optimizer.getConfig()),
    iterations: model.optimizer.iterations,
    tensors: tf.memory().numTensors,
    history: model.history as unknown,
    stopTraining: model.stopTraining,
    optimizer: model.optimizer,
    names: model.metricsNames,
  };
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('findLearningRate', () => {
  it('gives a curve and what it suggests, frozen and cloneable', async () => {
    const result = await findLearningRate(makeModel(), x, y, {...options, steps: 100, batchSize: rows});
    expect(result.learningRates[0]).toBeCloseTo(1e-4, 12);
    expect(result.losses).toHaveLength(result.learningRates.length);
    expect(result.recommendation.learningRate).toBeGreaterThan(1e-3);
    expect(result.recommendation.learningRate).toBeLessThan(1);
    expect(Object.isFrozen(result.suggestions.valley)).toBe(true);
    expect(structuredClone(result)).toEqual(result);
  });

  it('gives the same curve three times', async () => {
    const model = makeModel();
    const results = [];
    for (let run = 0; run < 3; run++) results.push(await findLearningRate(model, x, y, options));
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it('gives another curve with another seed', async () => {
    const model = makeModel();
    const first = await findLearningRate(model, x, y, options);
    expect((await findLearningRate(model, x, y, {...options, seed: 2})).losses).not.toEqual(first.losses);
  });

  it('does not use Math.random', async () => {
    const random = jest.spyOn(Math, 'random');
    const model = makeModel();
    random.mockClear();
    await findLearningRate(model, x, y, options);
    expect(random).not.toHaveBeenCalled();
  });

  it('goes to the end of the range when nothing diverges', async () => {
    const {learningRates, stopReason} = await findLearningRate(makeModel(), x, y, {
      ...options,
      maxLearningRate: 1e-3,
    });
    expect([learningRates.length, stopReason]).toEqual([40, 'end']);
    expect(learningRates.at(-1)).toBe(1e-3);
  });

  it('reports each step', async () => {
    const seen: FinderProgress[] = [];
    const onProgress = (progress: FinderProgress) => void seen.push(progress);
    const {learningRates, losses, smoothedLosses} = await findLearningRate(makeModel(), x, y, {
      ...{...options, maxLearningRate: 1e-3},
      onProgress,
    });
    expect(seen.map(({step}) => step)).toEqual([...Array(40).keys()]);
    expect(seen.map(({learningRate}) => learningRate)).toEqual(learningRates);
    expect(seen.map(({loss}) => loss)).toEqual(losses);
    expect(seen.map(({smoothedLoss}) => smoothedLoss)).toEqual(smoothedLosses);
    expect(seen.every(({steps, eta}) => steps === 40 && eta >= 0)).toBe(true);
    expect(seen.at(-1)!.eta).toBe(0);
  });

  it('takes data sets: shorter than the test, and endless', async () => {
    const short = seededShuffle(x, y, {batchSize: 16, seed: 1});
    expect(
      (await findLearningRate(makeModel(), short, {...options, stopFactor: Infinity})).losses,
    ).toHaveLength(40);
    const endless = tf.data.generator(function* () {
      for (;;) yield {xs: tf.ones([4, 4]), ys: tf.ones([4, 1])};
    } as () => Iterator<{xs: tf.Tensor; ys: tf.Tensor}>);
    const model = makeModel();
    const before = tf.memory().numTensors;
    expect((await findLearningRate(model, endless, {...options, maxLearningRate: 1e-3})).losses).toHaveLength(
      40,
    );
    // What the generator had made ahead belongs to the generator.
    expect(tf.memory().numTensors - before).toBeLessThanOrEqual(2);
  });

  it('says that no loss was recorded when the data set is empty', async () => {
    const empty = tf.data.generator(function* () {} as () => Iterator<{xs: tf.Tensor; ys: tf.Tensor}>);
    const {losses, recommendation, stopReason} = await findLearningRate(makeModel(), empty, {
      ...options,
      steps: 5,
    });
    expect([losses, recommendation.learningRate, stopReason]).toEqual([[], undefined, 'stopped']);
  });

  it('takes the loss of validation data, every so many steps', async () => {
    const model = makeModel();
    const {learningRates, losses, stopStep} = await findLearningRate(model, x, y, {
      ...{...options, maxLearningRate: 1e-3},
      ...{validationData: [x, y], validationFrequency: 10},
    });
    expect(losses).toHaveLength(4);
    expect(learningRates[0]).toBeCloseTo(1e-4 * 10 ** (9 / 39), 12);
    expect(stopStep).toBe(39);
    const dataset = seededShuffle(x, y, {batchSize: 16, seed: 1});
    const other = await findLearningRate(model, x, y, {
      ...{...options, maxLearningRate: 1e-3},
      ...{validationData: dataset, validationFrequency: 10},
    });
    expect(other.losses).toEqual(losses.map((loss) => expect.closeTo(loss, 4)));
  });

  it('takes what fit takes: rows of one number without a second axis, lists, names', async () => {
    const flat = y.as1D();
    const curve = await findLearningRate(makeModel(), x, y, options);
    expect(await findLearningRate(makeModel(), x, flat, options)).toEqual(curve);
    expect(await findLearningRate(makeModel(), [x], [y], options)).toEqual(curve);
    const model = makeModel();
    expect(await findLearningRate(model, {[model.inputNames[0]!]: x}, y, options)).toEqual(curve);
  });

  it('keeps the page alive', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 10);
    await findLearningRate(makeModel(), x, y, {...options, steps: 150, stopFactor: Infinity});
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });
});

describe('findLearningRate leaves no trace', () => {
  const trace = async (model: tf.Sequential, run: () => Promise<unknown>) => {
    const before = traceOf(model);
    await run();
    const after = traceOf(model);
    expect(after.history).toBe(before.history);
    expect(after.optimizer).toBe(before.optimizer);
    expect({...after, history: 0, optimizer: 0}).toEqual({...before, history: 0, optimizer: 0});
  };
  const trained = async (optimizer?: tf.Optimizer) => {
    const model = makeModel(optimizer);
    await train(model);
    return model;
  };

  it.each(optimizers)('of %s: the training after it is the same, bit for bit', async (_name, make) => {
    const [plain, tested] = [await trained(make(0.01)), await trained(make(0.01))];
    await trace(tested, () => findLearningRate(tested, x, y, options));
    await train(plain);
    await train(tested);
    expect(weightsOf(tested)).toEqual(weightsOf(plain));
  });

  it('before the first step, too', async () => {
    const [plain, tested] = [makeModel(), makeModel()];
    // The names of its slots are made once.
    await findLearningRate(tested, x, y, options);
    await trace(tested, () => findLearningRate(tested, x, y, options));
    await train(plain);
    await train(tested);
    expect(weightsOf(tested)).toEqual(weightsOf(plain));
  });

  it('with a momentum set by hand', async () => {
    const model = await trained(tf.train.momentum(0.01, 0.9));
    setMomentum(model.optimizer, 0.5);
    await trace(model, () => findLearningRate(model, x, y, options));
  });

  it('when it diverges', async () => {
    const model = await trained(tf.train.sgd(0.01));
    await trace(model, async () => {
      const {stopReason, losses} = await findLearningRate(model, x, y, {
        ...options,
        maxLearningRate: 1e6,
        beta: 0,
      });
      expect(['diverged', 'nan', 'infinite']).toContain(stopReason);
      expect(losses.length).toBeLessThan(40);
    });
  });

  it('with NaN in the first step', async () => {
    const model = await trained();
    const broken = tf.fill<tf.Rank.R2>([rows, 1], NaN);
    await trace(model, async () => {
      const result = await findLearningRate(model, x, broken, options);
      expect(result.stopReason).toBe('nan');
      expect(result.losses).toEqual([NaN]);
      expect(result.recommendation.learningRate).toBeUndefined();
    });
    broken.dispose();
  });

  it('with an error in the data, which it passes on', async () => {
    const model = await trained();
    const boom = new Error('no more rows');
    const dataset = tf.data.generator(function* () {
      for (let batch = 0; batch < 3; batch++)
        yield {xs: x.slice([0, 0], [8, 4]), ys: y.slice([0, 0], [8, 1])};
      throw boom;
    } as () => Iterator<{xs: tf.Tensor; ys: tf.Tensor}>);
    await trace(model, () => expect(findLearningRate(model, dataset, options)).rejects.toThrow(boom));
  });

  it('with an error in onProgress, which it passes on', async () => {
    const model = await trained();
    const boom = new Error('mine');
    const onProgress = ({step}: FinderProgress) => {
      if (step === 5) throw boom;
    };
    await trace(model, () =>
      expect(findLearningRate(model, x, y, {...options, onProgress})).rejects.toBe(boom),
    );
  });

  differing('late')('when it is aborted, before or meanwhile', async () => {
    const model = await trained();
    const controller = new AbortController();
    await trace(model, async () => {
      const {losses, stopReason} = await findLearningRate(model, x, y, {
        ...{...options, signal: controller.signal},
        onProgress: ({step}) => step === 9 && controller.abort(),
      });
      expect([losses.length, stopReason]).toEqual([10 + behind, 'aborted']);
    });
    await trace(model, async () => {
      const {losses, stopReason} = await findLearningRate(model, x, y, {
        ...options,
        signal: controller.signal,
      });
      expect([losses.length, stopReason]).toEqual([1, 'aborted']);
    });
  });

  differing('late')('when stopTraining is set from outside', async () => {
    const model = await trained();
    await trace(model, async () => {
      const {losses, stopReason} = await findLearningRate(model, x, y, {
        ...options,
        onProgress: ({step}) => {
          if (step === 9) model.stopTraining = true;
        },
      });
      expect([losses.length, stopReason]).toEqual([10 + behind, 'stopped']);
    });
  });

  it('in 10 runs no tensor', async () => {
    const model = await trained();
    await trace(model, async () => {
      for (let run = 0; run < 10; run++) await findLearningRate(model, x, y, {...options, steps: 10});
    });
  });
});

describe('findLearningRate refuses', () => {
  const model = () => makeModel();

  it.each([
    [{steps: 1}, 'findLearningRate: `steps` must be an integer >= 2; got 1.'],
    [{batchSize: 0}, 'findLearningRate: `batchSize` must be an integer >= 1; got 0.'],
    [{seed: -1}, 'findLearningRate: `seed` must be an integer from 0 to 4294967295; got -1.'],
    [
      {validationFrequency: 0},
      'findLearningRate: `validationFrequency` must be an integer >= 1 and <= `steps`, beside `validationData`; got 0.',
    ],
    [
      {validationData: 1},
      'findLearningRate: `validationData` must be a pair of inputs and targets, or a data set; got 1.',
    ],
    [{onProgress: 1}, 'findLearningRate: `onProgress` must be a function; got 1.'],
    [{signal: {}}, 'findLearningRate: `signal` must be an AbortSignal; got {}.'],
    [
      {max_learning_rate: 1},
      'findLearningRate: unknown option `max_learning_rate`; did you mean `maxLearningRate`?',
    ],
  ])('%p', async (change, message) => {
    await expect(findLearningRate(model(), x, y, change as never)).rejects.toThrow(message);
  });

  it.each([
    [
      [undefined],
      '`x` must be a tensor, a list of tensors or an object of tensors, all with rows; got undefined.',
    ],
    [[x], '`y` must be a tensor, a list of tensors or an object of tensors, all with rows; got undefined.'],
    [
      [[1, 2], y],
      '`x` must be a tensor, a list of tensors or an object of tensors, all with rows; got [1, 2].',
    ],
    [
      [x, y, {validationData: {xs: x, ys: y}}],
      '`validationData` must be a pair of inputs and targets, or a data set; got {xs, ys}.',
    ],
    [
      [x, y, {validationFrequency: 5}],
      '`validationFrequency` must be an integer >= 1 and <= `steps`, beside `validationData`; got 5.',
    ],
    [
      [x, y, {minLearningRate: 20}],
      '`minLearningRate` must be a finite number > 0, and below 10 unless `maxLearningRate` is given; got 20.',
    ],
  ])('data or options that are none, %#', async (args, message) => {
    const find = findLearningRate as (...all: unknown[]) => Promise<unknown>;
    await expect(find(model(), ...args)).rejects.toThrow(`findLearningRate: ${message}`);
  });

  it('targets of another shape, as fit does, and leaves no trace', async () => {
    const wide = tf.ones([rows, 3]);
    const tested = model();
    const before = traceOf(tested);
    await expect(findLearningRate(tested, x, wide)).rejects.toThrow(/shape/);
    expect(traceOf(tested)).toEqual(before);
    wide.dispose();
  });

  it('a model of another copy of tfjs', async () => {
    const other = {fitDataset() {}, optimizer: tf.train.sgd(0.1)} as never;
    await expect(findLearningRate(other, x, y)).rejects.toThrow(
      new TypeError(
        'findLearningRate: `model` is of another copy of tfjs than this library uses; ' +
          'load tfjs once: one script tag, or one version for all (npm ls @tensorflow/tfjs).',
      ),
    );
  });

  it('a model that is not compiled, and what is none', async () => {
    const bare = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [4]})]});
    await expect(findLearningRate(bare, x, y)).rejects.toThrow(
      'findLearningRate: `model` must be a compiled tf.LayersModel or tf.Sequential; got an instance of Sequential.',
    );
    await expect(findLearningRate({} as never, x, y)).rejects.toThrow(
      'findLearningRate: `model` must be a compiled tf.LayersModel or tf.Sequential; got {}.',
    );
  });
});
