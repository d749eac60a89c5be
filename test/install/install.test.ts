import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import * as library from 'tfjs-callbacks';
import {install} from 'tfjs-callbacks/install';
import * as schedules from 'tfjs-callbacks/schedules';

const {TrainingCallback} = library;

/** All that the properties of an object are, those that do not show included. */
const imprint = (object: object) => ({
  keys: Reflect.ownKeys(object),
  descriptors: Object.getOwnPropertyDescriptors(object),
});
const imprints = () => [imprint(tf), imprint(tf.callbacks), imprint(tf.train)];

const functions = (object: object) => object as Record<string, (...args: never[]) => unknown>;

const untouched = imprints();
let undos: (() => void)[] = [];

/** Installs, and undoes it after the test. */
function installed(target: Parameters<typeof install>[0] = tf): () => void {
  const undo = install(target);
  undos.push(undo);
  return undo;
}

beforeEach(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => {});
  jest.spyOn(console, 'info').mockImplementation(() => {});
});

afterEach(() => {
  for (const undo of undos) undo();
  undos = [];
  expect(imprints()).toEqual(untouched);
  jest.restoreAllMocks();
});

describe('install', () => {
  it('hangs the factory of every callback on tf.callbacks', () => {
    installed();
    const classes = Object.values(library).filter(
      (one) => typeof one === 'function' && one.prototype instanceof TrainingCallback,
    );
    const wanted = classes.map((one) => (one as () => void).name.toLowerCase()).sort();
    const got = Object.keys(tf.callbacks).map((name) => name.toLowerCase());
    expect(got.sort()).toEqual(wanted);
    expect(tf.callbacks.learningRateMonitor()).toBeInstanceOf(library.LearningRateMonitor);
  });

  it('hangs every schedule on tf.train, and leaves out combinators and interchange', () => {
    installed();
    const others = 'clamp delay join product repeat sample scale warmup fromKeras fromPlan'.split(' ');
    const names = Object.keys(schedules).filter((name) => !others.includes(name));
    expect(Object.keys(tf.train)).toEqual(expect.arrayContaining(names));
    expect(others.filter((name) => name in tf.train)).toEqual([]);
  });

  it('says nothing where all of it finds its place', () => {
    installed();
    expect(console.warn).not.toHaveBeenCalled();
    expect(console.info).not.toHaveBeenCalled();
  });

  it('says in a line that an ES module cannot be extended, and extends the rest', () => {
    const module = Object.freeze({...tf});
    installed(module);
    expect(jest.mocked(console.info).mock.calls).toEqual([
      [
        "install: an ES module cannot be extended; import {clipByNorm, clipByGlobalNorm} from 'tfjs-callbacks' instead of using tf's.",
      ],
    ]);
    expect(tf.callbacks.reduceLROnPlateau).toBe(library.reduceLROnPlateau);
  });

  it('leaves what tfjs has itself, and says so', () => {
    const [theirs, other] = [() => 'theirs', () => 'other'];
    const future = {
      callbacks: {earlyStopping: tf.callbacks.earlyStopping, oneCycle: theirs},
      train: {...functions(tf.train), adam: tf.train.adam, sgd: tf.train.sgd, noam: other},
    };
    for (const name of ['momentum', 'rmsprop', 'adadelta', 'adamax', 'adagrad']) {
      future.train[name as 'sgd'] = functions(tf.train)[name] as never;
    }
    const undo = install(future);
    expect(future.callbacks.oneCycle).toBe(theirs);
    expect(future.train.noam).toBe(other);
    expect(jest.mocked(console.warn).mock.calls).toEqual([
      ["install: there is tf.callbacks.oneCycle already, which stays; import ours from 'tfjs-callbacks'."],
      ["install: there is tf.train.noam already, which stays; import ours from 'tfjs-callbacks'."],
    ]);
    undo();
    expect(Object.keys(future.callbacks)).toEqual(['earlyStopping', 'oneCycle']);
  });

  it('rejects another copy of tfjs than that of its callbacks', () => {
    const other = {callbacks: {}, train: {}, Callback: {}};
    expect(() => install(other)).toThrow(
      new TypeError(
        'install: `tf` is of another copy of tfjs than this library uses; ' +
          'load tfjs once: one script tag, or one version for all (npm ls @tensorflow/tfjs).',
      ),
    );
    expect(other).toEqual({callbacks: {}, train: {}, Callback: other.Callback});
  });

  it.each([[undefined], [{}], [{callbacks: {}}], [Object.freeze({callbacks: Object.freeze({}), train: {}})]])(
    'refuses %j',
    (target) => {
      expect(() => install(target as never)).toThrow(
        expect.objectContaining({
          name: 'TypeError',
          message: expect.stringMatching(
            /^install: `tf` must be tfjs, as in import \* as tf from '@tensorflow\/tfjs'; got /,
          ),
        }),
      );
    },
  );
});

describe('what install returns', () => {
  it('undoes all of it, to the last property', () => {
    const undo = install(tf);
    expect(imprints()).not.toEqual(untouched);
    undo();
    expect(imprints()).toEqual(untouched);
  });

  it('undoes it when all have, in whatever order they installed', () => {
    const [first, second, third] = [install(tf), install(tf), install(tf)];
    const own = tf.train.adam;
    first();
    third();
    expect(tf.train.adam).toBe(own);
    second();
    expect(imprints()).toEqual(untouched);
  });

  it('counts once, however often it is called', () => {
    const [first, second] = [install(tf), install(tf)];
    first();
    first();
    expect(tf.callbacks.reduceLROnPlateau).toBe(library.reduceLROnPlateau);
    second();
    expect(imprints()).toEqual(untouched);
  });

  it('leaves what somebody else has put there since', () => {
    const target = {callbacks: {earlyStopping: tf.callbacks.earlyStopping}, train: tf.train};
    const undo = install(target);
    const theirs = () => library.earlyStopping();
    target.callbacks.earlyStopping = theirs;
    undo();
    expect(target.callbacks).toEqual({earlyStopping: theirs});
  });

  it('lets it be installed again', () => {
    install(tf)();
    installed();
    expect(tf.callbacks.earlyStopping).toBe(library.earlyStopping);
  });
});

describe('an optimizer of tf.train, once installed,', () => {
  const more: Record<string, unknown[]> = {momentum: [0.9], rmsprop: [0.8, 0.1, 1e-5, true], adamax: [0.8]};
  const names = ['sgd', 'momentum', 'rmsprop', 'adam', 'adadelta', 'adamax', 'adagrad'];
  const create = (name: string, ...args: unknown[]) => functions(tf.train)[name]!(...(args as never[]));

  it.each(names)('is what it was when the rate is a number: %s', (name) => {
    const plain = create(name, 0.25, ...(more[name] ?? [])) as tf.Optimizer;
    installed();
    const optimizer = create(name, 0.25, ...(more[name] ?? [])) as tf.Optimizer;
    expect(optimizer.getClassName()).toBe(plain.getClassName());
    expect(optimizer.getConfig()).toEqual(plain.getConfig());
    optimizer.dispose();
    plain.dispose();
  });

  it.each(names)('takes a schedule as rate, and its other arguments: %s', (name) => {
    const plain = create(name, 0.5, ...(more[name] ?? [])) as tf.Optimizer;
    installed();
    const weight = tf.variable(tf.scalar(0));
    const optimizer = create(name, (step: number) => 0.5 / (1 + step), ...(more[name] ?? []));
    if (!(optimizer instanceof library.ScheduledOptimizer)) throw new TypeError('not scheduled');
    expect(optimizer.inner.getConfig()).toEqual(plain.getConfig());
    for (let step = 0; step < 3; step++) optimizer.minimize(() => weight.mul(1).asScalar(), false, [weight]);
    expect(library.getLearningRate(optimizer)).toBe(0.5 / 3);
    tf.dispose([weight]);
  });

  it('has its own default rate when there is none', () => {
    installed();
    expect(library.getLearningRate(tf.train.adam())).toBe(0.001);
    expect(library.getLearningRate(tf.train.adamax(undefined, 0.8))).toBe(0.002);
  });

  it('does not take for a rate what is none', () => {
    installed();
    const callback = tf.callbacks.learningRateScheduler((epoch) => 0.9 ** epoch);
    expect(() => tf.train.adam(callback as never)).toThrow(
      new TypeError(
        'tf.train.adam: `learningRate` must be a number or a schedule, (step) => rate; got an instance of LearningRateScheduler.',
      ),
    );
    expect(() => tf.train.sgd(() => NaN)).toThrow(
      new RangeError('tf.train.sgd: `learningRate(0)` must be a finite number >= 0; got NaN.'),
    );
  });
});

describe('a schedule of tf.train', () => {
  const steps = [0, 1, 5, 10, 25, 100];
  const values = (schedule: schedules.Schedule) => steps.map(schedule);

  it.each([
    ['exponentialDecay', [0.1, 10, 0.5], {initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5}],
    [
      'exponentialDecay',
      [0.1, 10, 0.5, true],
      {initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5, staircase: true},
    ],
    ['inverseTimeDecay', [0.1, 10, 0.5], {initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5}],
    [
      'polynomialDecay',
      [0.1, 20, 0.01, 2, true],
      {initialLearningRate: 0.1, decaySteps: 20, endLearningRate: 0.01, power: 2, cycle: true},
    ],
    ['cosineDecay', [0.1, 20, 0.3], {initialLearningRate: 0.1, decaySteps: 20, alpha: 0.3}],
    [
      'cosineDecayRestarts',
      [0.1, 20, 1.5, 0.9, 0.1],
      {initialLearningRate: 0.1, firstDecaySteps: 20, tMul: 1.5, mMul: 0.9, alpha: 0.1},
    ],
    [
      'piecewiseConstantDecay',
      [
        [5, 20],
        [1, 0.5, 0.1],
      ],
      {boundaries: [5, 20], values: [1, 0.5, 0.1]},
    ],
  ] as const)('takes its options one by one in the order of Keras: %s', (name, list, options) => {
    installed();
    const make = tf.train[name] as (...args: unknown[]) => schedules.Schedule;
    const wanted = (schedules[name] as (options: object) => schedules.Schedule)(options);
    expect(values(make(...list))).toEqual(values(wanted));
    expect(values(make(options))).toEqual(values(wanted));
  });

  it('with four numbers begins at the second, as in TensorFlow 1', () => {
    installed();
    const plain = library.exponentialDecay({
      initialLearningRate: 0.1,
      decaySteps: 10,
      decayRate: 0.5,
      staircase: true,
    });
    expect(values(tf.train.exponentialDecay(0.1, 7, 10, 0.5, true))).toEqual(
      steps.map((step) => plain(7 + step)),
    );
    expect(() => tf.train.inverseTimeDecay(0.1, -1, 10, 0.5)).toThrow(
      new RangeError('tf.train.inverseTimeDecay: `globalStep` must be a finite number >= 0; got -1.'),
    );
  });

  it('refuses more arguments than it knows', () => {
    installed();
    expect(() =>
      tf.train.cosineDecay(...([0.1, 20, 0, 'name'] as unknown as [number, number, number])),
    ).toThrow(
      new TypeError(
        'tf.train.cosineDecay: takes initialLearningRate, decaySteps, alpha; got 4 arguments. Pass an object of options for others.',
      ),
    );
  });

  it('has the errors of the function it stands for', () => {
    installed();
    expect(() => tf.train.exponentialDecay(0.1, 0, 0.5)).toThrow(
      new RangeError('exponentialDecay: `decaySteps` must be a finite number > 0; got 0.'),
    );
    expect(() => tf.train.cosineAnnealingLR(undefined as never)).toThrow(
      new TypeError('cosineAnnealingLR: `options` must be an object; got undefined.'),
    );
  });
});
