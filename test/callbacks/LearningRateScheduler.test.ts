import {afterEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  constant,
  cosineDecayRestarts,
  cyclicLR,
  exponentialDecay,
  fromPlan,
  getLearningRate,
  type LearningRateScheduler,
  learningRateMonitor,
  learningRateScheduler,
  piecewiseConstantDecay,
  polynomialDecay,
  reduceLROnPlateau,
  seededShuffle,
  type LearningRateSchedulerOptions,
  type TrainingPlan,
} from 'tfjs-callbacks';
import {scheduleWarnings} from '../../src/callbacks/scheduleWarnings';
import {tinyModel, trainingData} from '../helpers/models';

/** Exact in floating point. */
const halving = (index: number) => 0.5 ** index;
const {x, y} = trainingData(8);

/** The rate of each update of a fit with two updates an epoch. */
async function stepRates(
  schedule: ConstructorParameters<typeof LearningRateScheduler>[0],
  args: Partial<tf.ModelFitArgs> = {},
  model = tinyModel(tf.train.sgd(1)),
): Promise<number[]> {
  const monitor = learningRateMonitor();
  await model.fit(x, y, {
    ...{batchSize: 4, epochs: 3, verbose: 0, ...args},
    callbacks: [learningRateScheduler(schedule), monitor],
  });
  return monitor.steps.learningRate;
}

/** A data set of two batches whose size tfjs does not know. */
const unsized = () =>
  tf.data.generator(function* () {
    for (let batch = 0; batch < 2; batch++) yield {xs: tf.ones([4, 2]), ys: tf.ones([4, 1])};
  } as () => Iterator<{xs: tf.Tensor; ys: tf.Tensor}>);

afterEach(() => {
  jest.restoreAllMocks();
});

describe('LearningRateScheduler', () => {
  it('given a function, sets the rate of each epoch', async () => {
    expect(await stepRates(halving)).toEqual([1, 1, 0.5, 0.5, 0.25, 0.25]);
  });

  it('by epoch, sets the rate of each epoch', async () => {
    expect(await stepRates({schedule: halving, by: 'epoch'})).toEqual([1, 1, 0.5, 0.5, 0.25, 0.25]);
  });

  it('by step, sets the rate of each update, from update 0 on', async () => {
    expect(await stepRates({schedule: halving, by: 'step'})).toEqual([1, 0.5, 0.25, 0.125, 0.0625, 0.03125]);
  });

  it('gives the function the rate before, so that it can build on it', async () => {
    const seen: [number, number][] = [];
    const schedule = (epoch: number, learningRate: number) => {
      seen.push([epoch, learningRate]);
      return learningRate / 2;
    };
    await stepRates(schedule, {}, tinyModel(tf.train.sgd(0.8)));
    expect(seen).toEqual([
      [0, 0.8],
      [1, 0.4],
      [2, 0.2],
    ]);
  });

  it('copies its options', async () => {
    const options: LearningRateSchedulerOptions = {schedule: halving, by: 'step'};
    const scheduler = learningRateScheduler(options);
    Object.assign(options, {schedule: () => 7, by: 'epoch'});
    const model = tinyModel();
    await model.fit(x, y, {batchSize: 4, epochs: 1, verbose: 0, callbacks: scheduler});
    expect(getLearningRate(model.optimizer)).toBe(0.5);
  });

  it('begins at initialEpoch, and at its first step', async () => {
    expect(await stepRates({schedule: halving, by: 'epoch'}, {initialEpoch: 2})).toEqual([0.25, 0.25]);
    expect(await stepRates({schedule: halving, by: 'step'}, {initialEpoch: 2})).toEqual([0.0625, 0.03125]);
  });

  it.each(['step', 'epoch'] as const)('by %s, makes of n fits of one epoch one fit of n', async (by) => {
    const whole = await stepRates({schedule: halving, by});
    const model = tinyModel(tf.train.sgd(1));
    const parts: number[] = [];
    for (let epoch = 0; epoch < 3; epoch++) {
      parts.push(
        ...(await stepRates({schedule: halving, by}, {initialEpoch: epoch, epochs: epoch + 1}, model)),
      );
    }
    expect(parts).toEqual(whole);
  });

  it('makes of n fits of one epoch one fit of n when the function builds on the rate', async () => {
    const compound = (_epoch: number, learningRate: number) => learningRate * 0.9;
    const whole = await stepRates(compound);
    const model = tinyModel(tf.train.sgd(1));
    const callback = learningRateScheduler(compound);
    for (let epoch = 0; epoch < 3; epoch++) {
      await model.fit(x, y, {initialEpoch: epoch, epochs: epoch + 1, verbose: 0, callbacks: callback});
    }
    expect(getLearningRate(model.optimizer)).toBe(whole.at(-1));
  });

  it('counts the smaller last batch as an update', async () => {
    expect(await stepRates({schedule: halving, by: 'step'}, {batchSize: 5, epochs: 2})).toEqual([
      1, 0.5, 0.25, 0.125,
    ]);
  });

  it('starts over with a second fit, by the same instance', async () => {
    const model = tinyModel(tf.train.sgd(1));
    const scheduler = learningRateScheduler({schedule: halving, by: 'step'});
    for (let fit = 0; fit < 2; fit++) {
      const monitor = learningRateMonitor();
      await model.fit(x, y, {batchSize: 4, epochs: 1, verbose: 0, callbacks: [scheduler, monitor]});
      expect(monitor.steps.learningRate).toEqual([1, 0.5]);
    }
  });

  it('logs the rate of each epoch', async () => {
    const {history} = await tinyModel().fit(x, y, {
      ...{batchSize: 4, epochs: 2, verbose: 0},
      callbacks: learningRateScheduler({schedule: halving, by: 'step'}),
    });
    expect(history['learning_rate']).toEqual([0.5, 0.125]);
  });

  it.each([
    [
      'epoch',
      [
        'Epoch 1: LearningRateScheduler setting learning rate to 1.',
        'Epoch 2: LearningRateScheduler setting learning rate to 0.5.',
      ],
    ],
    [
      'step',
      [
        'Epoch 1: LearningRateScheduler setting learning rate to 1.',
        'Epoch 2: LearningRateScheduler setting learning rate to 0.25.',
      ],
    ],
  ] as const)('by %s, prints a line at the begin of each epoch when verbose', async (by, lines) => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    await stepRates({schedule: halving, by, verbose: true}, {epochs: 2});
    expect(log.mock.calls.flat()).toEqual(lines);
  });

  it('throws when another one writes the rate in the same fit, and has changed nothing', async () => {
    const model = tinyModel(tf.train.sgd(0.1));
    const weights = model.getWeights().map((weight) => weight.dataSync());
    const fit = (callbacks: tf.Callback[]) => model.fit(x, y, {verbose: 0, callbacks});
    await expect(
      fit([learningRateScheduler(halving), learningRateScheduler({schedule: halving, by: 'step'})]),
    ).rejects.toThrow(
      new TypeError(
        'LearningRateScheduler (by step): must be the only writer of the learning rate in a fit; got ' +
          'LearningRateScheduler (by epoch) beside it. Keep one of the two, or make one schedule of both.',
      ),
    );
    const twice = learningRateScheduler(halving);
    await expect(fit([twice, twice])).rejects.toThrow(/must be the only writer/);
    expect(getLearningRate(model.optimizer)).toBe(0.1);
    expect(model.getWeights().map((weight) => weight.dataSync())).toEqual(weights);
    await fit([learningRateScheduler(halving)]);
  });
});

describe('LearningRateScheduler with fitDataset', () => {
  const fitDataset = async (
    dataset: tf.data.Dataset<tf.TensorContainer>,
    args: Partial<tf.ModelFitDatasetArgs<tf.TensorContainer>>,
    options: Partial<LearningRateSchedulerOptions> = {},
  ) => {
    const monitor = learningRateMonitor();
    await tinyModel(tf.train.sgd(1)).fitDataset(dataset, {
      ...{epochs: 3, verbose: 0, ...args},
      callbacks: [learningRateScheduler({schedule: halving, by: 'step', ...options}), monitor],
    });
    return monitor.steps;
  };

  it('counts steps where tfjs knows the size, and where it does not', async () => {
    const rates = [1, 0.5, 0.25, 0.125, 0.0625, 0.03125];
    const sized = seededShuffle(x, y, {batchSize: 4, seed: 1});
    expect((await fitDataset(sized, {})).learningRate).toEqual(rates);
    expect((await fitDataset(unsized(), {})).learningRate).toEqual(rates);
    expect((await fitDataset(unsized().repeat(), {batchesPerEpoch: 2})).learningRate).toEqual(rates);
  });

  it('begins at initialEpoch, which tfjs does not tell its callbacks', async () => {
    const sized = seededShuffle(x, y, {batchSize: 4, seed: 1, initialEpoch: 2});
    expect(await fitDataset(sized, {initialEpoch: 2})).toMatchObject({
      index: [4, 5],
      learningRate: [0.0625, 0.03125],
    });
    const told = await fitDataset(unsized(), {initialEpoch: 2}, {stepsPerEpoch: 2});
    expect(told.learningRate).toEqual([0.0625, 0.03125]);
  });

  it('says what to pass when it cannot know where the fit begins', async () => {
    await expect(fitDataset(unsized(), {initialEpoch: 2})).rejects.toThrow(
      new TypeError(
        'LearningRateScheduler: `initialEpoch` must be 0 for a data set of unknown size; got 2. ' +
          'Pass stepsPerEpoch to LearningRateScheduler, or batchesPerEpoch to fitDataset.',
      ),
    );
  });
});

describe('LearningRateScheduler with fromPlan', () => {
  const planOf = async (fit: (callbacks: tf.Callback[]) => Promise<unknown>, options = {}) => {
    let seen: TrainingPlan | undefined;
    const schedule = fromPlan((plan) => {
      seen = plan;
      return halving;
    });
    await fit([learningRateScheduler({schedule, by: 'step', ...options})]);
    return seen!;
  };

  it('is told the lengths and the base rate of a fit', async () => {
    const model = tinyModel(tf.train.sgd(0.3));
    const plan = await planOf((callbacks) =>
      model.fit(x, y, {epochs: 5, batchSize: 4, validationSplit: 0.25, verbose: 0, callbacks}),
    );
    expect({...plan}).toEqual({epochs: 5, stepsPerEpoch: 2, totalSteps: 10, learningRate: 0.3});
    expect(Object.isFrozen(plan)).toBe(true);
  });

  it('is told them in fitDataset too', async () => {
    const plan = await planOf((callbacks) =>
      tinyModel().fitDataset(seededShuffle(x, y, {batchSize: 3, seed: 1}), {
        epochs: 5,
        verbose: 0,
        callbacks,
      }),
    );
    expect({...plan}).toEqual({epochs: 5, stepsPerEpoch: 3, totalSteps: 15, learningRate: 0.1});
  });

  it('is told the rate that the user set, not the one that a schedule left behind', async () => {
    const model = tinyModel(tf.train.sgd(0.3));
    const rates = () =>
      stepRates(
        {
          schedule: fromPlan(({learningRate, totalSteps}) =>
            polynomialDecay({initialLearningRate: learningRate, decaySteps: totalSteps, endLearningRate: 0}),
          ),
          by: 'step',
        },
        {epochs: 1},
        model,
      );
    const first = await rates();
    expect(first[0]).toBe(0.3);
    expect(await rates()).toEqual(first);
  });

  it('reads epochs of a data set of unknown size, and of steps says what to pass', async () => {
    const model = tinyModel();
    const fit = (callbacks: tf.Callback[]) => model.fitDataset(unsized(), {epochs: 3, verbose: 0, callbacks});
    const plan = await planOf(fit);
    expect(plan.epochs).toBe(3);
    for (const name of ['stepsPerEpoch', 'totalSteps'] as const) {
      expect(() => plan[name]).toThrow(
        new TypeError(
          `LearningRateScheduler: \`plan.${name}\` must be known when training begins; got a data set of unknown ` +
            'size. Pass stepsPerEpoch to LearningRateScheduler, or batchesPerEpoch to fitDataset.',
        ),
      );
    }
    expect(await planOf(fit, {stepsPerEpoch: 2})).toMatchObject({stepsPerEpoch: 2, totalSteps: 6});
  });

  it('refuses what is no schedule, before anything is trained', async () => {
    const model = tinyModel();
    const schedule = fromPlan(() => 0.1 as never);
    await expect(
      model.fit(x, y, {verbose: 0, callbacks: learningRateScheduler({schedule, by: 'step'})}),
    ).rejects.toThrow(
      new TypeError(
        'LearningRateScheduler: `fromPlan(...)` must be given a function that returns a schedule; got 0.1.',
      ),
    );
    expect(() => fromPlan(halving(0) as never)).toThrow(
      new TypeError('fromPlan: `build` must be a function of the plan; got 1.'),
    );
  });
});

describe('LearningRateScheduler with schedules by hyper-parameter', () => {
  const fit = async (
    optimizer: tf.Optimizer,
    schedule: LearningRateSchedulerOptions['schedule'],
    options: Partial<LearningRateSchedulerOptions> = {},
  ) => {
    const seen: Record<string, unknown>[] = [];
    const model = tinyModel(optimizer);
    const look = new tf.CustomCallback({onBatchEnd: async () => void seen.push(optimizer.getConfig())});
    const {history} = await model.fit(x, y, {
      ...{batchSize: 4, epochs: 2, verbose: 0},
      callbacks: [learningRateScheduler({schedule, by: 'step', ...options}), look],
    });
    return {seen, history};
  };

  it('drives several at once, and logs the rate', async () => {
    const {seen, history} = await fit(tf.train.momentum(1, 0.9), {
      learningRate: halving,
      momentum: (step) => step / 10,
    });
    expect(seen).toMatchObject([
      {learningRate: 1, momentum: 0},
      {learningRate: 0.5, momentum: 0.1},
      {learningRate: 0.25, momentum: 0.2},
      {learningRate: 0.125, momentum: 0.3},
    ]);
    expect(history['learning_rate']).toEqual([0.5, 0.125]);
  });

  it('drives one that is not the rate, and then logs none', async () => {
    const {seen, history} = await fit(tf.train.adam(1), {momentum: constant(0.5), epsilon: halving});
    expect(seen.at(-1)).toMatchObject({learningRate: 1, beta1: 0.5, beta2: 0.999, epsilon: 0.125});
    expect(history).not.toHaveProperty('learning_rate');
  });

  it('gives a function the value before, of its own hyper-parameter', async () => {
    const {seen} = await fit(tf.train.momentum(1, 0.8), {momentum: (_step, before) => before / 2});
    expect(seen.map(({momentum}) => momentum)).toEqual([0.4, 0.2, 0.1, 0.05]);
  });

  it('takes planned ones', async () => {
    const {seen} = await fit(tf.train.rmsprop(1), {
      momentum: fromPlan(({totalSteps}) => constant(totalSteps / 10)),
    });
    expect(seen[0]).toMatchObject({momentum: 0.4});
  });

  it('prints each of them when verbose', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    await fit(tf.train.momentum(1, 0.9), {learningRate: halving, momentum: constant(0.5)}, {verbose: 1});
    expect(log.mock.calls.flat().slice(0, 2)).toEqual([
      'Epoch 1: LearningRateScheduler setting learning rate to 1.',
      'Epoch 1: LearningRateScheduler setting momentum to 0.5.',
    ]);
  });

  it('refuses a value out of range, and leaves all as they were before', async () => {
    const optimizer = tf.train.momentum(1, 0.9);
    const schedule = {learningRate: halving, momentum: (step: number) => (step < 2 ? 0.5 : 1)};
    await expect(fit(optimizer, schedule)).rejects.toThrow(
      new RangeError('LearningRateScheduler: `schedule.momentum(2)` must be a number >= 0 and < 1; got 1.'),
    );
    expect(optimizer.getConfig()).toMatchObject({learningRate: 0.5, momentum: 0.5});
  });

  it('refuses a name that the optimizer does not have, at train begin, or leaves it out', async () => {
    const sgd = tf.train.sgd(1);
    await expect(fit(sgd, {learningRate: halving, momentum: halving})).rejects.toThrow(
      new TypeError(
        'LearningRateScheduler: `optimizer` must have a numeric `momentum`; got an instance of SGDOptimizer, ' +
          "which has learningRate. Pass missing: 'ignore' to leave it out.",
      ),
    );
    expect(getLearningRate(sgd)).toBe(1);
    const {seen} = await fit(sgd, {learningRate: halving, momentum: halving}, {missing: 'ignore'});
    expect(seen.at(-1)).toEqual({learningRate: 0.125});
  });

  it('refuses a name that is misspelt, also where missing ones are left out', async () => {
    const schedule = {learning_rate: halving};
    await expect(fit(tf.train.sgd(1), schedule, {missing: 'ignore'})).rejects.toThrow(
      new TypeError(
        'LearningRateScheduler: unknown hyper-parameter `learning_rate`; did you mean `learningRate`?',
      ),
    );
    await expect(fit(tf.train.sgd(1), {zzz: halving})).rejects.toThrow(
      /unknown hyper-parameter `zzz`; there are learningRate, momentum, /,
    );
  });

  it('stands beside another that drives something else, and not beside one that drives the same', async () => {
    const make = (name: string) => learningRateScheduler({schedule: {[name]: constant(0.5)}, by: 'step'});
    const run = (names: string[]) =>
      tinyModel(tf.train.adam(1)).fit(x, y, {verbose: 0, callbacks: names.map(make)});
    await run(['learningRate', 'momentum', 'epsilon']);
    await expect(run(['momentum', 'beta1'])).rejects.toThrow(
      new TypeError(
        'LearningRateScheduler (by step): must be the only writer of the beta1 in a fit; got LearningRateScheduler ' +
          '(by step) beside it. Keep one of the two, or make one schedule of both.',
      ),
    );
  });
});

describe('LearningRateScheduler warns at train begin', () => {
  const late = piecewiseConstantDecay({boundaries: [100], values: [0.1, 0.01]});
  const warningsOf = async (
    schedule: ConstructorParameters<typeof LearningRateScheduler>[0],
    model = tinyModel(),
  ) => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    warn.mockClear();
    await stepRates(schedule, {epochs: 20}, model);
    return warn.mock.calls.flat();
  };

  it('when a schedule of steps is counted by epochs', async () => {
    expect(await warningsOf({schedule: late, by: 'epoch'})).toEqual([
      'LearningRateScheduler: the learning rate is 0.1 in all 20 epochs of this training; its schedule moves only ' +
        "later. If its lengths are steps, pass by: 'step'.",
    ]);
  });

  it('when a schedule is longer than the training', async () => {
    expect(await warningsOf({schedule: late, by: 'step'})).toEqual([
      'LearningRateScheduler: the learning rate is 0.1 in all 40 steps of this training; its schedule moves only ' +
        'later. Its lengths seem to be those of a longer training.',
    ]);
  });

  it('of a planned one, and of a momentum, too', async () => {
    const model = tinyModel(tf.train.momentum(0.1, 0.9));
    const schedule = {momentum: fromPlan(() => late)};
    expect(await warningsOf({schedule, by: 'epoch'}, model)).toEqual([
      expect.stringMatching(/^LearningRateScheduler: the momentum is 0.1 in all 20 epochs /),
    ]);
  });

  it.each([
    ['it moves within the training', piecewiseConstantDecay({boundaries: [10], values: [0.1, 0.01]})],
    [
      'it moves and comes back',
      cosineDecayRestarts({initialLearningRate: 0.1, firstDecaySteps: 19, tMul: 1}),
    ],
    ['it never moves', constant(0.1)],
    ['it is not defined later', (epoch: number) => Array<number>(20).fill(0.1)[epoch]!],
    ['it builds on the rate', (epoch: number, rate: number) => (epoch > 100 ? rate / 2 : rate)],
  ])('not when %s', async (_when, schedule) => {
    expect(await warningsOf({schedule, by: 'epoch'})).toEqual([]);
  });

  it('not when it throws later', async () => {
    const schedule = (epoch: number) => {
      if (epoch >= 20) throw new Error('the table has 20 rows');
      return 0.1;
    };
    expect(await warningsOf({schedule, by: 'epoch'})).toEqual([]);
  });

  it("when a schedule of this library is given alone, in Keras's form", async () => {
    expect(await warningsOf(late)).toEqual([
      expect.stringMatching(/^LearningRateScheduler: the learning rate is 0.1 in all 20 epochs /),
    ]);
  });

  it("not of a function of the user's own, which is called only for the epochs there are", async () => {
    const called: number[] = [];
    const schedule = (epoch: number) => {
      called.push(epoch);
      return late(epoch);
    };
    expect(await warningsOf({schedule, by: 'epoch'})).toEqual([]);
    expect(await warningsOf(schedule)).toEqual([]);
    expect(called).toEqual([...Array(20).keys(), ...Array(20).keys()]);
  });

  it('not when a period hides between evenly spaced looks', () => {
    const cycle = cyclicLR({baseLr: 0.01, maxLr: 0.1, stepSizeUp: 2});
    for (let count = 5; count < 600; count += 1) {
      expect(scheduleWarnings('learning rate', cycle, count, 'step')).toEqual([]);
    }
  });

  it('not in a fit that goes on where another ended, nor in one of a single epoch', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    warn.mockClear();
    await stepRates({schedule: late, by: 'step'}, {epochs: 20, initialEpoch: 10});
    await stepRates({schedule: late, by: 'step'}, {epochs: 1});
    expect(warn).not.toHaveBeenCalled();
  });

  const vanishing =
    'LearningRateScheduler: the learning rate falls below 2^-126 = 1.18e-38, the smallest that a float32 holds in ' +
    'full: the optimizer trains with another, at worst with 0.';

  it('when a rate becomes too small for a float32, once', async () => {
    const decay = exponentialDecay({initialLearningRate: 0.1, decaySteps: 1, decayRate: 0.001});
    expect(await warningsOf({schedule: decay, by: 'epoch'})).toEqual([vanishing]);
    expect(await warningsOf((epoch) => decay(epoch))).toEqual([vanishing]);
    expect(await warningsOf((_epoch, rate) => rate / 1000)).toEqual([vanishing]);
  });

  it('not when it becomes 0', async () => {
    const schedule = polynomialDecay({initialLearningRate: 0.1, decaySteps: 10, endLearningRate: 0});
    expect(await warningsOf({schedule, by: 'epoch'})).toEqual([]);
  });
});

describe('the state of LearningRateScheduler', () => {
  it.each([1, 2])('taken after %i epochs, as JSON, lets another process go on', async (k) => {
    const compound = (_step: number, learningRate: number) => learningRate * 0.9;
    const run = async (scheduler: LearningRateScheduler, initialEpoch: number, epochs: number) => {
      const monitor = learningRateMonitor();
      const model = tinyModel(tf.train.sgd(1));
      await model.fitDataset(unsized(), {initialEpoch, epochs, verbose: 0, callbacks: [scheduler, monitor]});
      return monitor.steps.learningRate;
    };
    const make = () => learningRateScheduler({schedule: compound, by: 'step'});
    const whole = await run(make(), 0, 3);

    const first = make();
    const begun = await run(first, 0, k);
    const second = make();
    second.setState(JSON.parse(JSON.stringify(first.getState())));
    expect([...begun, ...(await run(second, k, 3))]).toEqual(whole);
  });

  it.each([
    ['before', (a: tf.Callback, b: tf.Callback) => [a, b]],
    ['behind', (a: tf.Callback, b: tf.Callback) => [b, a]],
  ])('has the rate that the user set, for a plan, %s a plateau', async (_where, list) => {
    const make = () =>
      learningRateScheduler({
        schedule: fromPlan(({learningRate}) =>
          polynomialDecay({initialLearningRate: learningRate, decaySteps: 10, endLearningRate: 0}),
        ),
        by: 'epoch',
      });
    const [first, begun] = [make(), tinyModel(tf.train.sgd(1))];
    await begun.fit(x, y, {epochs: 5, verbose: 0, callbacks: first});

    // As it is after loading: the optimizer holds the rate in force.
    const loaded = tinyModel(tf.train.sgd(getLearningRate(begun.optimizer)));
    const [second, monitor] = [make(), learningRateMonitor()];
    second.setState(JSON.parse(JSON.stringify(first.getState())));
    const plateau = reduceLROnPlateau({monitor: 'loss', patience: 99});
    await loaded.fit(x, y, {
      ...{initialEpoch: 5, epochs: 7, verbose: 0},
      callbacks: [...list(second, plateau), monitor],
    });
    expect(monitor.epochs.learningRate).toEqual([0.5, 0.4].map((rate) => expect.closeTo(rate, 12)));
  });

  it('refuses what getState does not give', () => {
    expect(() => learningRateScheduler(halving).setState({step: 1} as never)).toThrow(
      new TypeError('LearningRateScheduler: `state` must be what getState() gave; got {step}.'),
    );
  });
});

describe('LearningRateScheduler refuses', () => {
  const either =
    'LearningRateScheduler: `schedule` must be a function (epoch, learningRate) => rate, or options {schedule, by}; got ';
  const by = "LearningRateScheduler: `by` must be 'step' or 'epoch'; got ";
  const schedule =
    'LearningRateScheduler: `schedule` must be a function (index, learningRate) => rate, fromPlan(...), or an object of such by hyper-parameter; got ';

  it.each([
    [{schedule: halving}, `${by}undefined.`],
    [{schedule: halving, by: 'batch'}, `${by}"batch".`],
    [{by: 'step'}, `${schedule}undefined.`],
    [{schedule: 0.1, by: 'step'}, `${schedule}0.1.`],
    [
      {schedule: halving, by: 'step', stepsPerEpoch: 0},
      'LearningRateScheduler: `stepsPerEpoch` must be an integer >= 1; got 0.',
    ],
    [
      {schedule: halving, by: 'step', stepsPerEpoch: '2'},
      'LearningRateScheduler: `stepsPerEpoch` must be an integer >= 1; got "2".',
    ],
    [{schedule: {}, by: 'step'}, `${schedule}{}.`],
    [{schedule: {momentum: 0.5}, by: 'step'}, `${schedule}{momentum}.`],
    [
      {schedule: halving, by: 'step', missing: 'warn'},
      "LearningRateScheduler: `missing` must be 'throw' or 'ignore'; got \"warn\".",
    ],
    [
      {schedule: halving, by: 'step', verbose: 2},
      'LearningRateScheduler: `verbose` must be true, false, 0 or 1; got 2.',
    ],
    [
      {schedule: halving, by: 'step', steps_per_epoch: 2},
      'LearningRateScheduler: unknown option `steps_per_epoch`; did you mean `stepsPerEpoch`?',
    ],
    [undefined, `${either}undefined.`],
    [0.1, `${either}0.1.`],
  ])('%p', (options, message) => {
    expect(() => learningRateScheduler(options as never)).toThrow(message);
  });

  it('fromPlan(...) alone, because nothing says what it counts', () => {
    expect(() => learningRateScheduler(fromPlan(() => halving) as never)).toThrow(`${by}undefined.`);
  });

  it.each([NaN, Infinity, -0.1, '0.1', null, undefined, true])(
    'to set %p, and leaves the rate',
    async (rate) => {
      const model = tinyModel(tf.train.sgd(0.1));
      const shown = typeof rate === 'string' ? `"${rate}"` : String(rate);
      const schedule = (step: number) => (step < 1 ? 0.05 : (rate as number));
      await expect(stepRates({schedule, by: 'step'}, {}, model)).rejects.toThrow(
        `LearningRateScheduler: \`schedule(1)\` must be a finite number >= 0; got ${shown}.`,
      );
      expect(getLearningRate(model.optimizer)).toBe(0.05);
    },
  );

  it('passes on what the schedule itself throws', async () => {
    const broken = new RangeError('mine');
    await expect(
      stepRates(() => {
        throw broken;
      }),
    ).rejects.toBe(broken);
  });
});
