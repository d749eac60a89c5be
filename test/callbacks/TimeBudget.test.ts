import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {
  combine,
  cosineDecay,
  fromPlan,
  getLearningRate,
  learningRateMonitor,
  learningRateScheduler,
  reduceLROnPlateau,
  scheduled,
  TimeBudget,
  timeBudget,
  type TimeBudgetOptions,
} from 'tfjs-callbacks';
import {tinyModel, trainingData} from '../helpers/models';

const {x, y} = trainingData(8);

/** The fraction that is left: exact where the time is. */
const left = (fraction: number) => 1 - fraction;

/** A clock that training moves on: four batches an epoch, all in milliseconds. */
function machine({batch = 250, first = 0, last = 0, endOfEpoch = 0} = {}) {
  const clock = {time: 12345};
  const work = new tf.CustomCallback({
    onBatchEnd(index) {
      clock.time += batch + (index === 0 ? first : 0) + (index === 3 ? last : 0);
    },
    onEpochEnd() {
      clock.time += endOfEpoch;
    },
  });
  return {clock, work, now: () => clock.time};
}

type Machine = ReturnType<typeof machine>;

/** A fit of four batches an epoch on a machine; the rates are those of the updates. */
async function fit(
  options: TimeBudgetOptions,
  {
    on = machine(),
    model = tinyModel(tf.train.sgd(1)),
    list = [] as object[],
    epochs = 10,
    batchSize = 2,
  } = {},
) {
  const budget = timeBudget({now: on.now, ...options});
  const rates = await run(budget, on, {model, list, epochs, batchSize});
  return {budget, rates};
}

async function run(
  budget: TimeBudget,
  on: Machine,
  {
    model = tinyModel(tf.train.sgd(1)),
    list = [] as object[],
    epochs = 10,
    initialEpoch = 0,
    batchSize = 2,
  } = {},
) {
  const monitor = learningRateMonitor();
  const callbacks = combine([on.work, budget, ...list, monitor] as tf.Callback[]);
  await model.fit(x, y, {batchSize, epochs, initialEpoch, verbose: 0, callbacks});
  return monitor.steps.learningRate;
}

let warn: jest.SpiedFunction<typeof console.warn>;

beforeEach(() => {
  warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('TimeBudget', () => {
  it('lets a training be that has the time', async () => {
    const {budget, rates} = await fit({seconds: 60}, {epochs: 2});
    expect(rates).toHaveLength(8);
    expect(budget.stopped).toBeUndefined();
    expect(budget.elapsed).toBe(2);
    expect(budget.fraction).toBe(2 / 60);
    expect(warn).not.toHaveBeenCalled();
  });

  it('stops after the batch that ends with the time', async () => {
    const {budget, rates} = await fit({seconds: 1.5});
    expect(budget.stopped).toEqual({epoch: 1, batch: 1, seconds: 1.5});
    expect(rates).toHaveLength(6);
    expect(budget.fraction).toBe(1);
  });

  it('stops before a batch that would end too late', async () => {
    const {budget} = await fit({seconds: 1.625});
    expect(budget.stopped).toEqual({epoch: 1, batch: 1, seconds: 1.5});
  });

  it('makes one update at least, which may take too long', async () => {
    const {budget} = await fit({seconds: 0.1});
    expect(budget.stopped).toEqual({epoch: 0, batch: 0, seconds: 0.25});
    expect(budget.fraction).toBe(1);
  });

  it('does not foresee what has not been there', async () => {
    const {budget} = await fit({seconds: 1}, {on: machine({last: 1000})});
    expect(budget.stopped).toEqual({epoch: 0, batch: 3, seconds: 2});
  });

  it('stops before the validation in the last batch when that would end too late', async () => {
    const {budget} = await fit({seconds: 3.5}, {on: machine({last: 1000})});
    expect(budget.stopped).toEqual({epoch: 1, batch: 2, seconds: 2.75});
  });

  it('stops before an epoch whose first batch would end too late', async () => {
    const {budget} = await fit({seconds: 2.75}, {on: machine({first: 1000, batch: 0})});
    expect(budget.stopped).toEqual({epoch: 1, batch: 3, seconds: 2});
  });

  it('counts what other callbacks do at the end of an epoch', async () => {
    const {budget} = await fit({seconds: 3}, {on: machine({endOfEpoch: 1000})});
    expect(budget.stopped).toEqual({epoch: 1, batch: 3, seconds: 3});
  });

  it('does not take the first batch of all for an example', async () => {
    const on = machine();
    const slow = new tf.CustomCallback({onTrainBegin: () => void (on.clock.time += 500)});
    const {budget} = await fit({seconds: 1.25}, {on, list: [slow], batchSize: 8});
    expect(budget.stopped).toEqual({epoch: 2, batch: 0, seconds: 1.25});
  });

  it('learns how many batches there are where tfjs does not know', async () => {
    const on = machine({endOfEpoch: 1000});
    const batches = tf.data.generator(function* () {
      for (let batch = 0; batch < 4; batch++) yield {xs: tf.ones([2, 2]), ys: tf.ones([2, 1])};
    } as () => Iterator<{xs: tf.Tensor; ys: tf.Tensor}>);
    const budget = timeBudget({seconds: 3.1, now: on.now});
    await tinyModel().fitDataset(batches, {epochs: 9, verbose: 0, callbacks: [on.work, budget] as never});
    expect(budget.stopped).toEqual({epoch: 1, batch: 3, seconds: 3});
  });

  it('leaves a training to the callback that has stopped it', async () => {
    const stop = {onBatchEnd: async () => void (model.stopTraining = true)};
    const model = tinyModel();
    const {budget} = await fit({seconds: 0.1}, {model, list: [combine([stop])[0]!]});
    expect(budget.stopped).toEqual({epoch: 0, batch: 0, seconds: 0.25});

    const before = combine([{onBatchBegin: async () => void (model.stopTraining = true)}])[0]!;
    const {budget: second} = await fit({seconds: 0.1}, {model, list: [before]});
    expect(second.stopped).toBeUndefined();
  });

  it('begins each fit with the whole time', async () => {
    const on = machine();
    const budget = timeBudget({seconds: 1.5, now: on.now});
    await run(budget, on);
    on.clock.time += 1e6;
    const updates = await run(budget, on);
    expect(updates).toHaveLength(6);
    expect(budget.stopped).toEqual({epoch: 1, batch: 1, seconds: 1.5});
  });

  it('takes its time from performance.now when it is given no clock', async () => {
    const on = machine();
    jest.spyOn(performance, 'now').mockImplementation(on.now);
    const budget = new TimeBudget({seconds: 1.5});
    await run(budget, on);
    expect(budget.stopped).toEqual({epoch: 1, batch: 1, seconds: 1.5});
  });

  it('says that it stops, if wished', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    await fit({seconds: 1.5, verbose: 1});
    expect(log.mock.calls).toEqual([['Epoch 2: TimeBudget stops training after 1.5 s.']]);
  });

  it('leaves nothing behind', async () => {
    const on = machine();
    const model = tinyModel(tf.train.sgd(1));
    const budget = timeBudget({seconds: 1, now: on.now, schedule: left});
    await run(budget, on, {model});
    const {numTensors} = tf.memory();
    for (let i = 0; i < 20; i++) await run(budget, on, {model});
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});

describe('the schedule of TimeBudget', () => {
  it('is called before each update with the fraction of the time that is over', async () => {
    const {rates} = await fit({seconds: 2, schedule: left});
    expect(rates).toEqual([1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125]);
  });

  it('is called with 1 at most', async () => {
    const on = machine();
    const late = new tf.CustomCallback({onBatchBegin: () => void (on.clock.time += 5000)});
    const seen: number[] = [];
    const schedule = (fraction: number) => (seen.push(fraction), 1);
    const budget = timeBudget({seconds: 1, now: on.now, schedule});
    await tinyModel().fit(x, y, {batchSize: 2, epochs: 9, verbose: 0, callbacks: [late, budget]});
    expect(seen).toEqual([1]);
  });

  it('ends when the time does, on a machine of any speed', async () => {
    const pace = fc.record({
      batch: fc.integer({min: 1, max: 300}),
      last: fc.integer({min: 0, max: 300}),
      endOfEpoch: fc.integer({min: 0, max: 300}),
    });
    await fc.assert(
      fc.asyncProperty(pace, async (speeds) => {
        const on = machine(speeds);
        const {budget, rates} = await fit({seconds: 4, schedule: left}, {on, epochs: 1e6});
        const {batch, last, endOfEpoch} = speeds;
        const longest = (batch + last + endOfEpoch) / 4000;
        expect(rates[0]).toBe(1);
        expect(rates.at(-1)).toBeLessThanOrEqual(2 * longest + 1e-9);
        expect(budget.stopped!.seconds).toBeLessThanOrEqual(4);
        expect(budget.fraction).toBeGreaterThan(1 - longest - 1e-9);
      }),
      {numRuns: 15},
    );
  });

  it('can be built from the rate of the optimizer', async () => {
    const schedule = fromPlan(({learningRate}) =>
      cosineDecay({initialLearningRate: learningRate, decaySteps: 1}),
    );
    const {rates} = await fit({seconds: 1, schedule}, {model: tinyModel(tf.train.sgd(0.5))});
    expect(rates).toEqual([
      0.5,
      expect.closeTo(0.25 + Math.SQRT2 / 8, 12),
      0.25,
      expect.closeTo(0.25 - Math.SQRT2 / 8, 12),
    ]);
  });

  it('composes with a plateau', async () => {
    const plateau = reduceLROnPlateau({monitor: 'loss', patience: 1, minDelta: 1e6, factor: 0.5});
    const {rates} = await fit({seconds: 4, schedule: left}, {list: [plateau]});
    const rateOf = (step: number) => (1 - step / 16) * 0.5 ** Math.max(0, Math.floor(step / 4) - 1);
    expect(rates).toEqual(Array.from({length: 16}, (_, step) => rateOf(step)));
  });

  it('is logged as the rate of the epoch', async () => {
    const on = machine();
    const budget = timeBudget({seconds: 2, now: on.now, schedule: left});
    const {history} = await tinyModel().fit(x, y, {
      ...{batchSize: 2, epochs: 9, verbose: 0},
      callbacks: [on.work, budget],
    });
    expect(history['learning_rate']).toEqual([0.625, 0.125]);
  });

  it('leaves the rate and the logs alone when there is none', async () => {
    const on = machine();
    const model = tinyModel(tf.train.sgd(0.3));
    const {history} = await model.fit(x, y, {
      ...{batchSize: 2, epochs: 1, verbose: 0},
      callbacks: [on.work, timeBudget({seconds: 9, now: on.now})],
    });
    expect(Object.keys(history)).not.toContain('learning_rate');
    expect(getLearningRate(model.optimizer)).toBe(0.3);
  });

  it('that the last epoch cuts off is worth a warning', async () => {
    await fit({seconds: 4, schedule: left}, {epochs: 2});
    expect(warn.mock.calls).toEqual([
      [
        'TimeBudget: the last epoch ended when 50 % of the time were over, and there the schedule ended too; give fit more epochs.',
      ],
    ]);
  });

  it('is the only one to write the rate', async () => {
    const other = learningRateScheduler({schedule: left, by: 'epoch'});
    await expect(fit({seconds: 1, schedule: left}, {list: [other]})).rejects.toThrow(
      /LearningRateScheduler.*TimeBudget/,
    );
    const model = tinyModel(scheduled(tf.train.sgd(1), left));
    await expect(fit({seconds: 1, schedule: left}, {model})).rejects.toThrow(/TimeBudget.*scheduled/);
  });

  it('is an error where it returns no rate, and the rate is as it was', async () => {
    const model = tinyModel(tf.train.sgd(1));
    await expect(fit({seconds: 2, schedule: (f) => 0.25 - f}, {model})).rejects.toThrow(
      new RangeError('TimeBudget: `schedule(0.375)` must be a finite number >= 0; got -0.125.'),
    );
    expect(getLearningRate(model.optimizer)).toBe(0);
  });
});

describe('the state of TimeBudget', () => {
  const schedule = fromPlan(
    ({learningRate}) =>
      (fraction: number) =>
        learningRate * (1 - fraction),
  );

  it('lets a resumed training have what is left', async () => {
    const on = machine();
    const whole = await fit({seconds: 4, schedule}, {on: machine()});

    const model = tinyModel(tf.train.sgd(1));
    const first = timeBudget({seconds: 4, now: on.now, schedule});
    const rates = await run(first, on, {model, epochs: 2});
    const state = JSON.parse(JSON.stringify(first.getState()));
    expect(state.elapsed).toBe(2);

    on.clock.time += 1e6;
    const resumed = timeBudget({seconds: 4, now: on.now, schedule});
    resumed.setState(state);
    rates.push(...(await run(resumed, on, {model, initialEpoch: 2})));
    expect(rates).toEqual(whole.rates);
    expect(resumed.stopped).toEqual(whole.budget.stopped);
  });

  it('that has no time left leaves one update', async () => {
    const on = machine();
    const budget = timeBudget({seconds: 1, now: on.now});
    budget.setState({elapsed: 1, rate: null});
    expect(await run(budget, on)).toHaveLength(1);
    expect(budget.stopped).toEqual({epoch: 0, batch: 0, seconds: 1.25});
  });

  it('is there before the first fit', () => {
    expect(timeBudget({seconds: 1}).getState()).toEqual({elapsed: 0, rate: null});
  });
});

describe('the options of TimeBudget', () => {
  it.each([
    [{}, 'TypeError', '`seconds` must be a finite number > 0; got undefined.'],
    [{seconds: 0}, 'RangeError', '`seconds` must be a finite number > 0; got 0.'],
    [{seconds: NaN}, 'RangeError', '`seconds` must be a finite number > 0; got NaN.'],
    [{second: 1}, 'TypeError', 'unknown option `second`; did you mean `seconds`?'],
    [{seconds: 1, now: 5}, 'TypeError', '`now` must be a function that returns milliseconds; got 5.'],
    [{seconds: 1, verbose: 2}, 'TypeError', '`verbose` must be true, false, 0 or 1; got 2.'],
    [
      {seconds: 1, schedule: 0.1},
      'TypeError',
      '`schedule` must be a function (fraction, learningRate) => rate, or fromPlan(...); got 0.1.',
    ],
  ])('%j are an error', (options, name, message) => {
    expect(() => timeBudget(options as TimeBudgetOptions)).toThrow(
      expect.objectContaining({name, message: `TimeBudget: ${message}`}),
    );
  });
});
