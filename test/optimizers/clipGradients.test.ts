import {describe, expect, it, jest} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  captureTrainingState,
  trainingStateFromArtifacts,
  ClippedOptimizer,
  clipGradients,
  findLearningRate,
  getMomentum,
  learningRateMonitor,
  OptimizerWrapper,
  scheduled,
  type ClipGradientsOptions,
} from 'tfjs-callbacks';
import {tries} from '../helpers/backend';
import {unless} from '../helpers/differing';
import {isAtHand} from '../helpers/deviceReads';
import {imprint} from '../helpers/imprint';
import {tinyModel, trainingData} from '../helpers/models';
import {optimizers} from '../helpers/optimizers';
import {reloaded} from '../helpers/reloaded';
import {forms, inTensors, values} from './clipping/tensorOnly';
import {deepModel, ways, weightsOf} from './wrapped';

const sgd = () => tf.train.sgd(1);

/** Weights of 0 and a loss whose gradients are what is asked for in each update. */
class Gradients {
  readonly variables: tf.Variable[];
  constructor(
    readonly optimizer: tf.Optimizer,
    readonly shapes: number[][] = [[2], [1]],
    names: (string | undefined)[] = [],
    start = 0,
  ) {
    this.variables = shapes.map((shape, i) => tf.variable(tf.fill(shape, start), true, names[i]));
  }

  /** Makes an update with these gradients. */
  apply(gradients: (number[] | null)[]): void {
    tf.tidy(() => {
      const list = this.variables.map(({name, shape}, i) => ({
        ...{name, tensor: gradients[i] ? tf.tensor(gradients[i], shape) : null},
      }));
      this.optimizer.applyGradients(list as never);
    });
  }

  get weights(): number[][] {
    return this.variables.map(values);
  }

  dispose(): void {
    this.optimizer.dispose();
    tf.dispose(this.variables);
  }
}

const clippings: [name: string, options: ClipGradientsOptions][] = [
  ['value', {value: 1}],
  ['norm', {norm: 1}],
  ['globalNorm', {globalNorm: 1}],
  ['adaptive', {adaptive: {clipping: 0.5, epsilon: 1}}],
];

/** Gradients of [3, 4] and [12] with a rate of 1, from weights of 0. */
const clippedWeights: Record<string, number[][]> = {
  value: [[-1, -1], [-1]],
  norm: [[-0.6, -0.8], [-1]],
  globalNorm: [[-3 / 13, -4 / 13], [-12 / 13]],
  adaptive: [[-0.3, -0.4], [-0.5]],
};

describe.each(forms)('clipGradients %s', (form, run) => {
  it.each(clippings)('clips by %s', async (mode, options) => {
    const gradients = new Gradients(clipGradients(sgd(), options));
    expect((gradients.optimizer as ClippedOptimizer).mode).toBe(mode);
    await run(() => gradients.apply([[3, 4], [12]]));
    const expected = clippedWeights[mode]!.flat();
    for (const [i, weight] of gradients.weights.flat().entries()) expect(weight).toBeCloseTo(expected[i]!, 6);
    gradients.dispose();
  });

  it.each(clippings)('takes a gradient without entries, by %s', async (_mode, options) => {
    const optimizer = clipGradients(sgd(), options);
    const gradients = new Gradients(optimizer, [[2], [0]]);
    await run(() => {
      gradients.apply([[3, 4], []]);
      gradients.apply([null, []]);
    });
    expect(gradients.weights.map(({length}) => length)).toEqual([2, 0]);
    expect(await optimizer.stats()).toMatchObject({steps: 2, clipped: 1, norms: [5, 0]});
    gradients.dispose();
  });

  it.each(clippings)('says how often and what norms, for %s', async (_mode, options) => {
    const optimizer = clipGradients(sgd(), options);
    const gradients = new Gradients(optimizer);
    const nothing = {steps: 0, clipped: 0, skipped: 0, norms: []};
    expect(await optimizer.stats()).toEqual({...nothing, last: undefined, median: undefined, p99: undefined});
    await run(() => {
      gradients.apply([[3, 4], [12]]);
      gradients.apply([[0.03, 0.04], null]);
      gradients.apply([null, null]);
      gradients.apply([[0, 0], [8]]);
    });
    const {norms, p99, ...rest} = await optimizer.stats();
    expect(rest).toEqual({steps: 4, clipped: 2, skipped: 0, last: 8, median: expect.closeTo(4.025, 5)});
    expect(norms.map((norm) => Number(norm.toFixed(6)))).toEqual([13, 0.05, 0, 8]);
    expect(p99).toBeCloseTo(8 + 5 * 0.97, 5);
    expect(await optimizer.stats(1)).toMatchObject({steps: 4, norms: [8], last: 8, median: 8, p99: 8});
    gradients.dispose();
  });

  it('keeps the latest 1024 norms, counts all, and holds few tensors', async () => {
    const optimizer = clipGradients(sgd(), {globalNorm: 1500});
    const gradients = new Gradients(optimizer, [[]]);
    const {numTensors} = tf.memory();
    await run(() => {
      for (let i = 1; i <= 2000; i += 1) gradients.apply([[i]]);
    });
    expect(tf.memory().numTensors - numTensors).toBeLessThan(form === 'from buffers' ? 1 : 260);
    const stats = await optimizer.stats();
    expect(stats).toMatchObject({steps: 2000, clipped: 500, last: 2000});
    expect(stats.norms).toEqual(Array.from({length: 1024}, (_, i) => 977 + i));
    expect(stats.median).toBe(1488.5);
    expect((await optimizer.stats(100)).norms).toEqual(stats.norms.slice(-100));
    gradients.dispose();
    expect(tf.memory().numTensors).toBeLessThan(numTensors);
  });

  it.each(optimizers)(
    'with nonFinite skip leaves %s and its weights as if there had been no such update',
    async (_name, make) => {
      const optimizer = clipGradients(make(0.1), {globalNorm: 1, nonFinite: 'skip'});
      const [plain, gradients] = [new Gradients(make(0.1)), new Gradients(optimizer)];
      // What is within the threshold comes through as it is.
      const ups = [
        [[0.1, 0.2], [0.3]],
        [[0.2, -0.1], [0.1]],
      ] as [number[], number[]][];
      for (const up of ups) plain.apply(up);
      const apply = (up: number[][]) =>
        form === 'from buffers' ? gradients.apply(up) : run(() => reading(() => gradients.apply(up)));
      await apply(ups[0]!);
      for (const bad of [NaN, Infinity, -Infinity]) {
        await apply([[0.1, 0.2], [bad]]);
        expect(optimizer.iterations).toBe(1);
      }
      await apply(ups[1]!);
      expect(imprint(gradients.variables)).toEqual(imprint(plain.variables));
      expect(imprint(optimizer.inner)).toEqual(imprint(plain.optimizer));
      const stats = await optimizer.stats();
      expect(stats).toMatchObject({steps: 5, clipped: 0, skipped: 3});
      expect(stats.norms.filter(Number.isFinite)).toHaveLength(2);
      plain.dispose();
      gradients.dispose();
    },
  );

  it('with nonFinite propagate lets it through and counts it as clipped', async () => {
    const optimizer = clipGradients(sgd(), {globalNorm: 1});
    const gradients = new Gradients(optimizer);
    await run(() => gradients.apply([[0.1, 0.2], [NaN]]));
    expect(gradients.weights).toEqual([[NaN, NaN], [NaN]]);
    const stats = await optimizer.stats();
    expect(stats).toMatchObject({steps: 1, clipped: 1, skipped: 0, norms: [NaN], median: NaN});
    gradients.dispose();
  });
});

/** Lets an act on the device read, and nothing but scalars; counts them. */
function reading(act: () => void): number {
  const device = tf.backend() as tf.KernelBackend & {readSync: unknown};
  const forbidden = device.readSync;
  Reflect.deleteProperty(device, 'readSync');
  const {readSync} = device;
  let count = 0;
  device.readSync = (id: object) => {
    const read = readSync.call(device, id);
    // Kernels of webgl look at what is still in JavaScript's memory.
    if (read.length !== 1 && isAtHand(id)) return read;
    count += 1;
    if (read.length !== 1) throw new Error('more than a scalar was read');
    return read;
  };
  try {
    act();
  } finally {
    device.readSync = forbidden;
  }
  return count;
}

const [, onDevice] = inTensors;

describe('clipGradients on a device', () => {
  unless('smallOnCpu').each(['skip', 'throw'] as const)(
    'with nonFinite %s reads one scalar in an update',
    async (nonFinite) => {
      const gradients = new Gradients(clipGradients(sgd(), {norm: 1, nonFinite}));
      expect(await onDevice(() => reading(() => gradients.apply([[1, 2], [3]])))).toBe(1);
      gradients.dispose();
    },
  );

  it('reads one tensor for its statistics, and nothing waits meanwhile', async () => {
    const optimizer = clipGradients(sgd(), {globalNorm: 2});
    const gradients = new Gradients(optimizer, [[]]);
    const read = await onDevice(() => {
      for (let i = 0; i < 300; i += 1) gradients.apply([[i % 4]]);
      const spy = jest.spyOn(tf.backend(), 'read');
      const stats = optimizer.stats();
      gradients.apply([[9]]);
      return {spy, stats};
    });
    expect(await read.stats).toMatchObject({steps: 300, clipped: 75, last: 3});
    expect(read.spy).toHaveBeenCalledTimes(1);
    read.spy.mockRestore();
    expect(await optimizer.stats()).toMatchObject({steps: 301, clipped: 76, last: 9});
    gradients.dispose();
  });
});

describe('clipGradients', () => {
  const far: [string, ClipGradientsOptions][] = [
    ['value', {value: 1e6}],
    ['norm', {norm: 1e6}],
    ['globalNorm', {globalNorm: () => 1e6}],
    ['adaptive', {adaptive: {clipping: 1e9}}],
  ];

  describe.each(far)('by %s with a threshold that is far away', (_mode, options) => {
    it.each(optimizers)('trains as %s alone does, bit for bit', async (_name, make) => {
      const optimizer = clipGradients(make(0.1), options);
      const [plain, clipped] = [deepModel(make(0.1)), deepModel(optimizer)];
      for (const way of Object.values(ways)) {
        await way(plain, 2);
        await way(clipped, 2);
      }
      expect(weightsOf(clipped)).toEqual(weightsOf(plain));
      // Centered RMSProp of tfjs comes to NaN, which is within no threshold.
      const isFinite = weightsOf(plain).every((list) => list.every(Number.isFinite));
      const stats = await optimizer.stats();
      expect(stats.steps).toBe(8);
      if (isFinite) expect(stats.clipped).toBe(0);
    });
  });

  it.each(Object.keys(ways))(
    'leaves no tensor behind in 500 updates by %s',
    async (way) => {
      const optimizer = clipGradients(tf.train.adam(0.1), {globalNorm: 1e-3, nonFinite: 'skip'});
      const model = deepModel(optimizer);
      const numTensors = async () => {
        // On a device some updates wait until they are counted.
        await optimizer.stats();
        return tf.memory().numTensors;
      };
      await ways[way]!(model, 1);
      const before = await numTensors();
      await ways[way]!(model, tries(500));
      expect(await numTensors()).toBe(before);
    },
    60_000,
  );

  it('compares each unit with its weights, and leaves out layers by name and by expression', async () => {
    const shapes = [[2, 2], [2], [1], [1]];
    const names = ['one/kernel', 'one/bias', 'head_1/kernel', 'other/bias'];
    const options = {adaptive: {clipping: 0.5, exclude: ['head_1', /^other\/b/]}};
    const gradients = new Gradients(clipGradients(sgd(), options), shapes, names, 1);
    gradients.apply([[0, 3, 0, 4], [6, 8], [7], [7]]);
    const [kernel, bias, ...excluded] = gradients.weights;
    // The second column of the kernel, [3, 4], is one unit, with weights of the norm √2.
    const limit = 0.5 * Math.SQRT2;
    const expected = [1, 1 - 0.6 * limit, 1, 1 - 0.8 * limit, 1 - 0.6 * limit, 1 - 0.8 * limit];
    for (const [i, weight] of [...kernel!, ...bias!].entries()) expect(weight).toBeCloseTo(expected[i]!, 6);
    expect(excluded).toEqual([[-6], [-6]]);
    gradients.dispose();
  });

  it('takes a threshold from a schedule of the updates made so far', async () => {
    const optimizer = clipGradients(sgd(), {globalNorm: (step) => 2 ** -step, nonFinite: 'skip'});
    const gradients = new Gradients(optimizer, [[]]);
    for (const gradient of [5, 5, NaN, 5]) gradients.apply([[gradient]]);
    expect(gradients.weights).toEqual([[-1.75]]);
    optimizer.threshold = 3;
    gradients.apply([[5]]);
    expect(gradients.weights).toEqual([[-4.75]]);
    gradients.dispose();
  });

  it('wraps, and is wrapped by, other optimizers', async () => {
    const inner = clipGradients(tf.train.momentum(1, 0.5), {value: 2});
    const optimizer = clipGradients(
      scheduled(inner, (step) => 0.5 ** step),
      {globalNorm: 10},
    );
    const gradients = new Gradients(optimizer, [[]]);
    gradients.apply([[20]]);
    gradients.apply([[1]]);
    // 2, then 0.5 · (0.5 · 2 + 1).
    expect(gradients.weights).toEqual([[-3]]);
    expect(getMomentum(optimizer)).toBe(0.5);
    expect(await optimizer.stats()).toMatchObject({clipped: 1, last: 1});
    expect(await inner.stats()).toMatchObject({clipped: 1, norms: [10, 1]});
    gradients.dispose();
  });

  it('lets a fit with updates left out go to its end, monitored', async () => {
    const optimizer = clipGradients(tf.train.sgd(0.1), {globalNorm: 1, nonFinite: 'skip'});
    const model = deepModel(optimizer);
    const {x, y} = trainingData(4);
    const poisoned = tf.tensor2d([...y.dataSync().slice(0, 3), NaN], [4, 1]);
    const {history} = await model.fit(x, poisoned, {
      ...{epochs: 2, batchSize: 1, shuffle: false, verbose: 0, callbacks: [learningRateMonitor()]},
    });
    expect(history['step_learning_rate']).toEqual(Array(8).fill(0.1));
    expect(weightsOf(model).every((list) => list.every(Number.isFinite))).toBe(true);
    expect(await optimizer.stats()).toMatchObject({steps: 8, skipped: 2});
    expect(optimizer.iterations).toBe(6);
  });

  it('is restored with all that it has counted', async () => {
    const optimizer = clipGradients(tf.train.adam(0.1), {globalNorm: 0.5});
    const model = deepModel(optimizer);
    await ways['fit']!(model, 3);
    const before = await optimizer.stats();
    const state = captureTrainingState(model);
    optimizer.threshold = 0.1;
    await ways['fit']!(model, 3);
    const after = await optimizer.stats();
    state.restore();
    expect(optimizer.threshold).toBe(0.5);
    expect(await optimizer.stats()).toEqual(before);
    optimizer.threshold = 0.1;
    await ways['fit']!(model, 3);
    expect(await optimizer.stats()).toEqual(after);
    state.dispose();
  });

  it.each(clippings)(
    'is saved in a training state by %s, with updates that wait on a device',
    async (_mode, options) => {
      const [model, other] = [
        tinyModel(clipGradients(sgd(), options)),
        tinyModel(clipGradients(sgd(), options)),
      ];
      const update = (one: tf.LayersModel) =>
        onDevice(() => void (ways['minimize']!(one, 3) as Promise<void>));
      await update(model);
      const state = captureTrainingState(model);
      const artifacts = await state.toArtifacts();
      const restored = trainingStateFromArtifacts(other, artifacts);
      restored.restore();
      await update(model);
      await update(other);
      const stats = await (model.optimizer as ClippedOptimizer).stats();
      expect(stats).toMatchObject({steps: 6});
      expect(await (other.optimizer as ClippedOptimizer).stats()).toEqual(stats);
      for (const one of [state, restored]) one.dispose();
    },
  );

  it('keeps the order of norms when the backend changes', async () => {
    const optimizer = clipGradients(sgd(), {globalNorm: 15});
    const gradients = new Gradients(optimizer, [[]]);
    for (const norm of [1, 20]) gradients.apply([[norm]]);
    await onDevice(() => [10, 30].forEach((norm) => gradients.apply([[norm]])));
    for (const norm of [3, 40]) gradients.apply([[norm]]);
    expect(await optimizer.stats()).toMatchObject({
      steps: 6,
      clipped: 3,
      norms: [1, 20, 10, 30, 3, 40],
      last: 40,
    });
    gradients.dispose();
  });

  unless('noBuffers')('clips finite gradients whose norm is too large for float32', async () => {
    const gradients = new Gradients(clipGradients(sgd(), {globalNorm: 1, nonFinite: 'throw'}), [[2]]);
    gradients.apply([[3e38, 3e38]]);
    for (const weight of gradients.weights.flat()) expect(weight).toBeCloseTo(-Math.SQRT1_2, 6);
    gradients.dispose();
  });

  it('has counted nothing of a range test', async () => {
    const optimizer = clipGradients(tf.train.adam(0.1), {globalNorm: 0.5});
    const model = deepModel(optimizer);
    await ways['fit']!(model, 2);
    const before = await optimizer.stats();
    const {x, y} = trainingData();
    await findLearningRate(model, x, y, {steps: 5, batchSize: 4});
    expect(await optimizer.stats()).toEqual(before);
  });

  const saved: [string, ClipGradientsOptions, object][] = [
    ['value', {value: 0.1}, {value: 0.1, nonFinite: 'propagate'}],
    ['norm', {norm: 2, nonFinite: 'skip'}, {norm: 2, nonFinite: 'skip'}],
    [
      'globalNorm as a schedule',
      {globalNorm: (step) => 1 / (1 + step), nonFinite: 'throw'},
      {globalNorm: 0.25, nonFinite: 'throw'},
    ],
  ];
  it.each(saved)('is saved with %s', async (_name, options, config) => {
    const model = deepModel(clipGradients(tf.train.adam(0.1), options));
    await ways['fit']!(model, 3);
    const {optimizer} = await reloaded(model);
    expect(optimizer).toBeInstanceOf(ClippedOptimizer);
    expect(optimizer.getConfig()).toMatchObject(config);
    expect((optimizer as ClippedOptimizer).threshold).toBe(Object.values(config)[0]);
    expect(optimizer.iterations).toBe(3);
  });

  it('is saved with the layers left out, underscores and all', async () => {
    const exclude = ['second_layer', /^any_\d/i, 'second'];
    const optimizer = clipGradients(sgd(), {adaptive: {clipping: 0.001, epsilon: 0.5, exclude}});
    const model = deepModel(optimizer);
    const unused = ['second_layer/kernel', 'any_1/bias'].map((name) => tf.variable(tf.scalar(0), true, name));
    await ways['fit']!(model, 1);
    const loaded = await reloaded(model);
    expect(loaded.optimizer.getConfig()).toEqual(optimizer.getConfig());
    for (const one of [model, loaded]) await ways['fit']!(one, 2);
    expect(weightsOf(loaded)).toEqual(weightsOf(model));
    tf.dispose(unused);
  });

  it('changes nothing when the update throws', async () => {
    const inner = tf.train.adam(0.1);
    const optimizer = clipGradients(inner, {globalNorm: 1});
    const gradients = new Gradients(optimizer);
    gradients.apply([[3, 4], [12]]);
    const was = [imprint([inner, gradients.variables]), await optimizer.stats()];
    const {numTensors} = tf.memory();
    const misshapen = [{name: gradients.variables[0]!.name, tensor: tf.scalar(1)}];
    for (const [, run] of forms) {
      await run(() => expect(() => optimizer.applyGradients(misshapen)).toThrow(/must have the shape \[2\]/));
      expect([imprint([inner, gradients.variables]), await optimizer.stats()]).toEqual(was);
    }
    expect(tf.memory().numTensors).toBe(numTensors + 1);
    gradients.dispose();
  });

  it.each([
    ['NaN', [[1, 2], [NaN]], 'body/bias', 'NaN'],
    ['-Infinity', [[-Infinity, NaN], [1]], 'stem/kernel', '-Infinity'],
  ])('with nonFinite throw names the variable of %s, and nothing is changed', async (_n, up, name, shown) => {
    const names = ['stem/kernel', 'body/bias'];
    const inner = tf.train.adam(0.1);
    const optimizer = clipGradients(inner, {value: 1, nonFinite: 'throw'});
    const gradients = new Gradients(optimizer, undefined, names);
    gradients.apply([[3, 4], [12]]);
    const was = [imprint([inner, gradients.variables]), await optimizer.stats()];
    expect(() => gradients.apply(up)).toThrow(
      new RangeError(
        `clipGradients: the gradient of \`${name}\` must be finite; got ${shown}. ` +
          "Lower the learning rate, or leave such updates out with nonFinite: 'skip'.",
      ),
    );
    expect([imprint([inner, gradients.variables]), await optimizer.stats()]).toEqual(was);
    gradients.dispose();
  });

  const oneOf = (got: string) =>
    '`options` must have one of value, norm, globalNorm, adaptive; ' +
    `got ${got}. For two, put one clipGradients around another.`;
  const aThreshold = (name: string, got: string) =>
    `\`${name}\` must be a finite number > 0, or a schedule of such numbers; got ${got}.`;
  const bad: [options: unknown, Kind: typeof TypeError | typeof RangeError, message: string][] = [
    [{}, TypeError, oneOf('none')],
    [{nonFinite: 'skip'}, TypeError, oneOf('none')],
    [{value: undefined}, TypeError, oneOf('none')],
    [{value: 1, globalNorm: 2}, TypeError, oneOf('value and globalNorm')],
    [{norm: 1, adaptive: {}}, TypeError, oneOf('norm and adaptive')],
    [undefined, TypeError, '`options` must be an object; got undefined.'],
    [1, TypeError, '`options` must be an object; got 1.'],
    ...([0, -1, NaN, Infinity].map((one) => [
      {globalNorm: one},
      RangeError,
      aThreshold('globalNorm', String(one)),
    ]) as never),
    [{value: 0}, RangeError, aThreshold('value', '0')],
    [{norm: '1'}, TypeError, aThreshold('norm', '"1"')],
    [{adaptive: {clipping: -1}}, RangeError, aThreshold('clipping', '-1')],
    [{adaptive: {epsilon: 0}}, RangeError, '`epsilon` must be a finite number > 0; got 0.'],
    [{adaptive: 0.01}, TypeError, '`adaptive` must be an object such as {clipping: 0.01}; got 0.01.'],
    [{adaptive: []}, TypeError, '`adaptive` must be an object such as {clipping: 0.01}; got [].'],
    [
      {adaptive: {exclude: 'head'}},
      TypeError,
      '`exclude` must be an array of names of layers and RegExps; got "head".',
    ],
    [
      {adaptive: {exclude: ['']}},
      TypeError,
      '`exclude` must be an array of names of layers and RegExps; got [""].',
    ],
    [
      {globalNorm: 1, nonFinite: 'ignore'},
      RangeError,
      "`nonFinite` must be 'propagate' or 'skip' or 'throw'; got \"ignore\".",
    ],
    [{clip_norm: 1}, TypeError, 'unknown option `clip_norm`; did you mean `norm`?'],
    [{globalnorm: 1}, TypeError, 'unknown option `globalnorm`; did you mean `globalNorm`?'],
    [{adaptive: {eps: 1}}, TypeError, 'unknown option `eps`; there are clipping, epsilon, exclude.'],
  ];
  it.each(bad)('refuses %j', (options, Kind, message) => {
    const {numTensors} = tf.memory();
    const inner = tf.train.adam(0.1);
    expect(() => clipGradients(inner, options as never)).toThrow(new Kind(`clipGradients: ${message}`));
    inner.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('refuses what is no optimizer', () => {
    expect(() => clipGradients('adam' as never, {globalNorm: 1})).toThrow(
      new TypeError(
        'clipGradients: `optimizer` must be an optimizer, such as tf.train.adam(0.001); got "adam".',
      ),
    );
  });

  it.each([
    [0, RangeError, '0'],
    [NaN, RangeError, 'NaN'],
    ['1', TypeError, '"1"'],
  ])('refuses a scheduled threshold of %p in the update', (threshold, Kind, shown) => {
    const options = {adaptive: {clipping: (step: number) => (step === 1 ? (threshold as number) : 1)}};
    const gradients = new Gradients(clipGradients(tf.train.adam(0.1), options));
    gradients.apply([[1, 2], [3]]);
    const was = imprint(gradients.variables);
    expect(() => gradients.apply([[1, 2], [3]])).toThrow(
      new Kind(`clipGradients: \`clipping(1)\` must be a finite number > 0; got ${shown}.`),
    );
    expect(imprint(gradients.variables)).toEqual(was);
    gradients.dispose();
  });

  it.each([
    ['bdoy', '"bdoy"; there are stem, body.'],
    ['the_body', '"the_body"; did you mean "body"?'],
    [/^third/, '/^third/; there are stem, body.'],
  ])(
    'refuses to leave out the layer %p, which is not there, before anything is trained',
    async (layer, got) => {
      const gradients = new Gradients(
        clipGradients(sgd(), {adaptive: {exclude: ['stem', layer]}}),
        undefined,
        ['stem/kernel', 'body/bias'],
      );
      for (let i = 0; i < 2; i += 1) {
        expect(() => gradients.apply([[1, 2], [3]])).toThrow(
          new TypeError(`clipGradients: \`exclude\` must name layers that are trained; got ${got}`),
        );
      }
      expect(gradients.weights).toEqual([[0, 0], [0]]);
      gradients.dispose();
    },
  );

  it.each([0, 1.5, NaN])('refuses the statistics of %p updates', async (updates) => {
    const optimizer = clipGradients(sgd(), {value: 1});
    await expect(optimizer.stats(updates)).rejects.toThrow(
      new RangeError(`clipGradients: \`updates\` must be an integer >= 1; got ${updates}.`),
    );
    expect(() => void (optimizer.threshold = -1)).toThrow(
      new RangeError(`clipGradients: ${aThreshold('threshold', '-1')}`),
    );
    expect(optimizer.threshold).toBe(1);
    optimizer.dispose();
  });

  it('stands in for a wrapper that leaves updates out', () => {
    class Odd extends OptimizerWrapper {
      static override get className() {
        return 'Odd';
      }
      calls = 0;
      protected override transform(gradients: Parameters<OptimizerWrapper['transform']>[0]) {
        this.calls += 1;
        return this.calls % 2 ? gradients : undefined;
      }
    }
    const gradients = new Gradients(new Odd(sgd()), [[]]);
    for (let i = 0; i < 5; i += 1) gradients.apply([[1]]);
    expect(gradients.weights).toEqual([[-3]]);
    expect(gradients.optimizer.iterations).toBe(3);
    gradients.dispose();
  });
});
