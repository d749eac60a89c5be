import {afterEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  fromPlan,
  getLearningRate,
  type LearningRateScheduler,
  learningRateMonitor,
  learningRateScheduler,
  polynomialDecay,
  seededShuffle,
  type LearningRateSchedulerOptions,
  type TrainingPlan,
} from 'tfjs-callbacks';
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

  it('refuses what getState does not give', () => {
    expect(() => learningRateScheduler(halving).setState({step: 1} as never)).toThrow(
      new TypeError('LearningRateScheduler: `state` must be what getState() gave; got {step}.'),
    );
  });
});

describe('LearningRateScheduler refuses', () => {
  const by = "LearningRateScheduler: `by` must be 'step' or 'epoch'; got ";
  const schedule =
    'LearningRateScheduler: `schedule` must be a function (index, learningRate) => rate, or fromPlan(...); got ';

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
    [
      {schedule: halving, by: 'step', verbose: 2},
      'LearningRateScheduler: `verbose` must be true, false, 0 or 1; got 2.',
    ],
    [
      {schedule: halving, by: 'step', steps_per_epoch: 2},
      'LearningRateScheduler: unknown option `steps_per_epoch`; did you mean `stepsPerEpoch`?',
    ],
    [undefined, 'LearningRateScheduler: `options` must be an object; got undefined.'],
    [0.1, 'LearningRateScheduler: `options` must be an object; got 0.1.'],
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
