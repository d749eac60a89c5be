import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {
  captureTrainingState,
  clipGradients,
  exponentialDecay,
  getLearningRate,
  layerwise,
  LayerwiseOptimizer,
  learningRateMonitor,
  learningRateScheduler,
  OptimizerWrapper,
  reduceLROnPlateau,
  scheduled,
  setLearningRate,
} from 'tfjs-callbacks';
import {afterUpdate} from '../../src/optimizers/afterUpdate';
import {imprint} from '../helpers/imprint';
import {trainingData} from '../helpers/models';
import {optimizers} from '../helpers/optimizers';
import {reloaded} from '../helpers/reloaded';
import {compile, deepModel, ways, weightsOf} from './wrapped';

const halving = exponentialDecay({initialLearningRate: 0.1, decaySteps: 2, decayRate: 0.5});

/** With the same epsilon on every backend: the default is the backend's. */
const adam = (learningRate: number) => tf.train.adam(learningRate, undefined, undefined, 1e-7);

/** A variable of the name, whose loss has other gradients in each update. */
function trained(optimizer: tf.Optimizer, name: string, learningRates: number[]): number[] {
  const weight = tf.variable(tf.tensor1d([0.3, -1.2, 5]), true, name);
  const path = learningRates.flatMap((rate, step) => {
    setLearningRate(optimizer, rate);
    optimizer.minimize(
      () =>
        weight
          .square()
          .mul(step + 1)
          .add(weight.mul(0.3))
          .sum()
          .asScalar(),
      false,
      [weight],
    );
    return [...weight.dataSync()];
  });
  weight.dispose();
  return path;
}

const inners = ({inner}: OptimizerWrapper) => inner;

describe('layerwise', () => {
  const rates = [0.01, 0.01, 0.02, 0.005, 0.01, 0.01];

  it.each(optimizers.flatMap(([name, make]) => [0.1, 0.5, 3].map((factor) => [name, factor, make] as const)))(
    'trains a layer by %s with the factor %d as the optimizer alone with rate × factor',
    (_name, factor, make) => {
      const got = trained(layerwise(make(1), [['base', factor]]), 'base/kernel', rates);
      const want = trained(
        make(1),
        'base/bare',
        rates.map((rate) => rate * factor),
      );
      for (const [i, value] of want.entries()) {
        const ulp = 2 ** -23 * Math.max(Math.abs(value), 2 ** -2);
        // Each update rounds once more than the bare one, at the size of the weight, and that of the step is multiplied.
        expect(Math.abs(got[i]! - value)).toBeLessThanOrEqual((Math.floor(i / 3) + 1) * (1 + factor) * ulp);
      }
    },
  );

  it.each(optimizers)('leaves layers that it does not name to %s, to the last bit', async (_name, make) => {
    const path = trained(layerwise(make(1), [['base', 1]]), 'base/a', rates);
    expect(path).toEqual(trained(make(1), 'base/b', rates));
    expect(trained(layerwise(make(1), []), 'base/c', rates)).toEqual(path);
  });

  it('does not multiply the gradient, of whose size Adam takes no notice', () => {
    const [near] = trained(layerwise(adam(1), [['base', 0.5]]), 'base/kernel', [0.1]);
    expect(near! - 0.3).toBeCloseTo(-0.05, 6);
  });

  it('takes the first pair that means a weight', () => {
    const optimizer = layerwise(tf.train.sgd(1), [
      ['base/kernel', 0.25],
      ['base', 0.5],
      [/./, 2],
    ]);
    const steps = ['base/kernel', 'base/bias', 'head/kernel'].map((name) => {
      const weight = tf.variable(tf.scalar(0), true, name);
      // The names are checked in the first update alone.
      const others = ['base/kernel', 'base/bias', 'head/kernel'].filter((one) => one !== name);
      const beside = others.map((one) => tf.variable(tf.scalar(0), true, one));
      optimizer.minimize(() => tf.addN([weight, ...beside]).asScalar(), false, [weight, ...beside]);
      const [value] = weight.dataSync();
      tf.dispose([weight, beside]);
      return value;
    });
    expect(steps).toEqual([-0.25, -0.5, -2]);
  });

  it.each(optimizers)('with the factor 0 leaves weights and slots of %s as they are', async (_name, make) => {
    const model = deepModel(layerwise(make(0.1), []));
    await ways['fit']!(model, 3);
    const frozen = deepModel(layerwise(make(0.1), [['first', 0]]));
    const was = imprint(frozen.layers[0]!.getWeights());
    await ways['fit']!(frozen, 3);
    expect(imprint(frozen.layers[0]!.getWeights())).toEqual(was);
    expect(imprint(frozen.layers[2]!.getWeights())).not.toEqual(imprint(model.layers[2]!.getWeights()));
    for (const slots of Object.values(inners(frozen.optimizer as OptimizerWrapper)).filter(Array.isArray)) {
      for (const {originalName, variable} of slots as {originalName: string; variable: tf.Variable}[]) {
        if (!originalName.startsWith('first')) continue;
        expect(new Set(variable.dataSync())).toEqual(new Set([_name === 'adagrad' ? Math.fround(0.1) : 0]));
      }
    }
  });

  // All but centered RMSProp, which makes weights behind a batch normalization NaN.
  it.each(optimizers.slice(0, -1))(
    'lets layers be frozen in between by %s, each with its slots',
    async (_name, make) => {
      const models = [
        layerwise(make(0.1), [['first', 0.5]]),
        layerwise(new OptimizerWrapper(make(0.1)), [['first', 0.5]]),
      ];
      const weights = [];
      for (const optimizer of models) {
        const model = deepModel(optimizer);
        await ways['fit']!(model, 2);
        const was = imprint(model.layers[0]!.getWeights());
        model.layers[0]!.trainable = false;
        compile(model, optimizer);
        await ways['fit']!(model, 2);
        expect(imprint(model.layers[0]!.getWeights())).toEqual(was);
        model.layers[0]!.trainable = true;
        compile(model, optimizer);
        await ways['fit']!(model, 2);
        expect(imprint(model.layers[0]!.getWeights())).not.toEqual(was);
        weights.push(imprint(model.getWeights()));
      }
      expect(weights[1]).toEqual(weights[0]);
    },
  );

  it.each(Object.keys(ways))('trains by %s as by fit, and leaves no tensor behind', async (way) => {
    const [model, other] = [0, 1].map(() => deepModel(layerwise(tf.train.adam(0.1), [['first', 0.1]])));
    await ways['fit']!(model!, 3);
    await ways[way]!(other!, 1);
    const {numTensors} = tf.memory();
    await ways[way]!(other!, 2);
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(weightsOf(other!)).toEqual(weightsOf(model!));
  });

  it('has its steps made before anybody who listens sees the weights', () => {
    const weight = tf.variable(tf.scalar(0), true, 'base/kernel');
    const optimizer = layerwise(tf.train.sgd(1), [['base', 0.5]]);
    const seen: number[] = [];
    const end = afterUpdate(optimizer, () => seen.push(weight.dataSync()[0]!));
    for (let step = 0; step < 2; step += 1) {
      optimizer.minimize(() => weight.mul(1).asScalar(), false, [weight]);
    }
    end();
    expect(seen).toEqual([-0.5, -1]);
    expect(optimizer.iterations).toBe(2);
    weight.dispose();
  });

  it('nests, and multiplies the factors', () => {
    const inner = layerwise(tf.train.sgd(1), [['base', 0.5]]);
    expect(trained(layerwise(new OptimizerWrapper(inner), [[/base/, 0.5]]), 'base/kernel', [0.5])).toEqual(
      trained(tf.train.sgd(1), 'base/bare', [0.125]),
    );
  });

  it('is scheduled, reduced and logged as what it holds', async () => {
    const {x, y} = trainingData();
    const histories = [tf.train.adam(0.1), layerwise(tf.train.adam(0.1), [['second', 1]])].map(
      async (optimizer) => {
        const model = deepModel(optimizer);
        const {history} = await model.fit(x, y, {
          ...{epochs: 6, batchSize: 4, shuffle: false, verbose: 0},
          callbacks: [
            learningRateScheduler({schedule: halving, by: 'step'}),
            reduceLROnPlateau({monitor: 'loss', patience: 2, minDelta: 1e6, factor: 0.1}),
            learningRateMonitor(),
          ],
        });
        return [history, imprint(model.getWeights())];
      },
    );
    const [plain, wrapped] = await Promise.all(histories);
    expect(wrapped).toEqual(plain);
  });

  it('is restored by a training state', async () => {
    const model = deepModel(layerwise(tf.train.adam(0.1), [[/^first/, 0.3]]));
    await ways['fit']!(model, 2);
    const state = captureTrainingState(model);
    await ways['fit']!(model, 3);
    const was = imprint([model.getWeights(), model.optimizer]);
    state.restore();
    state.dispose();
    await ways['fit']!(model, 3);
    expect(imprint([model.getWeights(), model.optimizer])).toEqual(was);
  });

  it('refuses layers that there are not before anything is changed', async () => {
    const model = deepModel(
      layerwise(tf.train.adam(0.1), [
        ['first', 0.5],
        ['seconds', 2],
      ]),
    );
    const was = imprint([model.getWeights().slice(0, 4), model.optimizer]);
    await expect(ways['fit']!(model, 1)).rejects.toThrow(
      new TypeError(
        'layerwise: `factors` must name layers that are trained; got "seconds"; did you mean "second"?',
      ),
    );
    expect(imprint([model.getWeights().slice(0, 4), model.optimizer])).toEqual(was);
    expect(model.optimizer.iterations).toBe(0);
  });

  it('leaves the weights alone when the update is left out within', () => {
    const values = [-0, Infinity, 1];
    const weight = tf.variable(tf.tensor1d(values), true, 'stem/kernel');
    const clipped = clipGradients(adam(0.1), {globalNorm: 1, nonFinite: 'skip'});
    const optimizer = layerwise(new OptimizerWrapper(clipped), [['stem', 0.5]]);
    optimizer.applyGradients([{name: weight.name, tensor: tf.tensor1d([NaN, 0, 0])}]);
    expect([...weight.dataSync()]).toEqual(values);
    weight.assign(tf.ones([3]));
    optimizer.applyGradients([{name: weight.name, tensor: tf.ones([3])}]);
    expect(weight.dataSync()[0]).toBeCloseTo(0.95, 6);
    weight.dispose();
  });

  it('waits for a layer that is frozen', async () => {
    const optimizer = layerwise(tf.train.sgd(0.1), [['first', 0.5]]);
    const model = deepModel(optimizer);
    model.layers[0]!.trainable = false;
    compile(model, optimizer);
    await ways['fit']!(model, 1);
    expect(optimizer.iterations).toBe(1);
  });

  it.each([
    [
      'a',
      TypeError,
      '`factors` must be a list of pairs of layers and a factor, such as [[\'base\', 0.1]]; got "a".',
    ],
    [
      ['a', 1],
      TypeError,
      '`factors` must be a list of pairs of layers and a factor, such as [[\'base\', 0.1]]; got ["a", 1].',
    ],
    [[[1, 1]], TypeError, '`factors[0][0]` must be the name of a layer or a RegExp; got 1.'],
    [[['', 1]], RangeError, '`factors[0][0]` must be the name of a layer or a RegExp; got "".'],
    [
      [
        ['a', 1],
        ['b', -1],
      ],
      RangeError,
      '`factors[1][1]` must be a finite number >= 0; got -1.',
    ],
    [[['a', NaN]], RangeError, '`factors[0][1]` must be a finite number >= 0; got NaN.'],
    [[['a', '1']], TypeError, '`factors[0][1]` must be a finite number >= 0; got "1".'],
  ])('refuses %j', (factors, Kind, message) => {
    expect(() => layerwise(tf.train.sgd(1), factors as never)).toThrow(new Kind(`layerwise: ${message}`));
  });

  it('keeps its factors when the list that it was given changes', () => {
    const pair: [string, number] = ['base', 0.5];
    const optimizer = layerwise(tf.train.sgd(1), [pair]);
    pair[1] = 7;
    expect(optimizer.factors).toEqual([['base', 0.5]]);
  });
});

describe('a saved layerwise optimizer', () => {
  it.each(optimizers)('around %s trains on as if it had never stopped, bit for bit', async (_name, make) => {
    const model = deepModel(
      layerwise(
        scheduled(make(0.1), () => 0.1),
        [
          [/^(first|my_layer)\/Kernel$/i, 0.3],
          ['first', 0.7],
          ['second', 2],
        ],
      ),
    );
    await ways['fit']!(model, 5);
    const loaded = await reloaded(model);
    expect(loaded.optimizer).toBeInstanceOf(LayerwiseOptimizer);
    expect((loaded.optimizer as LayerwiseOptimizer).factors).toEqual(
      (model.optimizer as LayerwiseOptimizer).factors,
    );
    expect(getLearningRate(loaded.optimizer)).toBe(0.1);
    for (const way of Object.keys(ways)) {
      await ways[way]!(model, 2);
      await ways[way]!(loaded, 2);
      expect(weightsOf(loaded)).toEqual(weightsOf(model));
    }
    const again = await reloaded(loaded);
    await ways['fit']!(model, 2);
    await ways['fit']!(again, 2);
    expect(weightsOf(again)).toEqual(weightsOf(model));
  });
});
